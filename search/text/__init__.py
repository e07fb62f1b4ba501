"""Characters and words in any language: Unicode, ICU breaks, the forms of a word, text without spaces. Knows no language and no index."""
