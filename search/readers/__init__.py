"""Files and streams -> documents. One file per format; the formats are a table in ``walk.py``.

    txt.py md.py html.py jsonl.py     one format each
    encoding.py                       bytes -> text
    walk.py                           PATHs -> files; errors by name and code
    zones.py facts.py titles.py dates.py    what is body, and what the page says about itself
    labels.py lines.py data/*.tsv     the words and shapes that the rules ask for

Codes of errors and warnings: ``outcome.py``.
"""

from search.readers.outcome import ReadWarning
from search.readers.walk import FORMATS, MAX_SIZE, Outcome, Source, read, read_source, scan

__all__ = ["FORMATS", "MAX_SIZE", "Outcome", "ReadWarning", "Source", "read", "read_source", "scan"]
