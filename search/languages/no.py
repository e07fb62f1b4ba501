"""Norwegian, Bokmål and Nynorsk together: many pages mix them, and readers of one look for the other.

Snowball's stemmer knows the endings of both (bedriftene, bedriftane -> bedrift). It takes one ending off, so agent nouns part company with
their own definite form: statsministeren -> statsminister, but statsminister -> statsminist. A second step takes that -er (Nynorsk -ar) off
as well, with the plurals -erne, -arne that Snowball leaves as -ern, -arn.
"""

from __future__ import annotations

import re

from search.languages._base import row
from search.languages._snowball import snowball

_snowball = snowball("norwegian")
_AGENT = re.compile("(?<=[^aeiouyæøå])(?:ern?|arn?)$")
_SHORTEST = 4
"""Letters that must stay: sommer -> somm, but vann, lær, dyr as they are."""


def stem(exact: str) -> str:
    """Base form of a word: lærer, læreren, lærere, lærerne -> lær."""
    stemmed = _snowball(exact)
    found = _AGENT.search(stemmed)
    return stemmed[:found.start()] if found and stemmed != exact and found.start() >= _SHORTEST else stemmed


LANGUAGE = row("no", "Latn", stem)
