"""The words of an open index, and what is asked of them: beginnings, readings, near spellings, words that sound alike, longer
words, neighbours."""
