"""Vietnamese: syllables stand apart and never change, so there is nothing to stem; marks and tone placement are the work of the exact form.

Words of two syllables (công nghiệp) are made from neighbours when a document is analysed; 4-grams of single syllables would be noise.
"""

from __future__ import annotations

from search.languages._base import row

LANGUAGE = row("vi", "Latn", sub_words=False)
