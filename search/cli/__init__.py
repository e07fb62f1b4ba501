"""The command line: ``glotta``. Data on standard output, messages and progress on standard error.

Exit codes: 0 done or found (also when some documents were bad: they are listed), 1 nothing found, 2 wrong usage, 3 a named failure
(and, with ``--strict``, any bad document), 130 interrupted.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import click

from search.cli.doctor import doctor
from search.cli.evaluate import evaluate
from search.cli.index import index
from search.cli.output import say, tell_failures
from search.cli.search import analyze, search
from search.cli.serve import serve
from search.errors import GlottaError, NothingIndexed, UsageError

INTERRUPTED = 130
"""128 + SIGINT, as shells have it."""


class Glotta(click.Group):
    """Turns what commands return or raise into exit codes, in one place. A command returns its code; None is 0."""

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, complete_var: str | None = None,
             standalone_mode: bool = True, **extra: Any) -> Any:
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")  # a terminal that cannot show a letter must not end the program
        sys.exit(self._code(lambda: super(Glotta, self).main(args, prog_name, complete_var, standalone_mode=False, **extra)))

    def _code(self, run: Callable[[], Any]) -> int:
        """Run a command and tell its exit code."""
        try:
            code = run()
            sys.stdout.flush()
        except click.ClickException as error:
            error.show()
            if isinstance(error, click.NoSuchOption) and error.ctx is not None and isinstance(error.ctx.command, click.Group):
                say("Options stand after the command: glotta search --index FOLDER ...")
            return error.exit_code
        except (click.Abort, KeyboardInterrupt):
            say("Interrupted; the index is as it was.")
            return INTERRUPTED
        except NothingIndexed as error:
            tell_failures(error.failed)
            say(f"Error: {error}")
            return 3
        except UsageError as error:
            say(f"Error: {error}")
            return 2
        except GlottaError as error:
            say(f"Error: {error}")
            return 3
        except BrokenPipeError:
            # The reader has seen enough (``| head``). Python would complain once more when it closes standard output.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        except OSError as error:
            say(f"Error: {error}")
            return 3
        return code if isinstance(code, int) else 0


def _version() -> str:
    try:
        return version("glotta")
    except PackageNotFoundError:
        return "of a checkout that is not installed"


@click.group(
    cls=Glotta,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  glotta index rebuild ~/documents
  glotta search công nghiệp hỗ trợ
  glotta search --json 緑茶 | jq .total
  glotta serve

Settings come from flags, then GLOTTA_* variables, then glotta.toml, then defaults.""",
)
@click.version_option(_version(), prog_name="glotta")
def main() -> None:
    """One search box for text in every language."""


for command in (index, search, serve, analyze, evaluate, doctor):
    main.add_command(command)
