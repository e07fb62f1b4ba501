"""English: Snowball's English stemmer (Porter 2), which also takes the possessive 's off."""

from __future__ import annotations

from search.languages._base import row
from search.languages._snowball import snowball

LANGUAGE = row("en", "Latn", snowball("english"))
