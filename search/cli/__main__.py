"""``python -m search.cli``: the command line without an installed ``glotta``."""

from search.cli import main

main(prog_name="glotta")
