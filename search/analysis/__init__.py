"""Document -> tokens of every field and the forward index. Queries get the forms of their words from the same place."""
