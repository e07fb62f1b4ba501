"""The write path: documents -> read -> zones -> detect -> analyse -> engine.add, into a generation beside the live one.

    building.py  a new generation from nothing
    updating.py  a new generation from the live one and what changed; documents taken out by hand
    workers.py   the analysis, here or in worker processes
    run.py       what they share: analysing, adding, taking down errors; the manifest and what it tells

Whatever goes wrong before the switch, Ctrl-C and a full disk included, leaves the old index as it was. One bad document costs one
document: it is reported by name, stable code and reason.
"""

from search.ingest.building import expected_size, rebuild
from search.ingest.run import ProgressCallback, check_compatible, info, info_of, sources
from search.ingest.updating import remove, update

__all__ = ["ProgressCallback", "check_compatible", "expected_size", "info", "info_of", "rebuild", "remove", "sources", "update"]
