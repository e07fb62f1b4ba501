"""The words of an open index, and what is asked of them: beginnings, readings, near spellings, longer words, neighbours."""
