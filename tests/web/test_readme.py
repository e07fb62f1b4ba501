"""The README's examples of the endpoint, run against a real server as they stand there."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from search import rebuild
from search.cli.serve import serve
from search.settings import TABLE
from tests.web.running import serving

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
PLACE = "http://127.0.0.1:8000"


def example(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)
    assert found, f"README.md has no example in {language}"
    assert PLACE in found[1]
    return found[1]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, seeds_folder: Path) -> Iterator[str]:
    index = tmp_path_factory.mktemp("readme") / "index"
    rebuild(index, [str(seeds_folder)], engine="tantivy")
    with serving(index) as url:
        yield url


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_example_in_curl_finds_a_seed(address: str) -> None:
    command = example("sh").replace(PLACE, address).replace("curl ", "curl --silent --show-error --fail ")
    found = json.loads(subprocess.run(["bash", "-c", command], capture_output=True, check=True, timeout=60).stdout)
    assert found["hits"][0]["id"] == "000_10efdc39f4d87023.txt"


def test_the_example_in_python_prints_marked_words(address: str) -> None:
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(example("python").replace(PLACE, address), "README.md", "exec"), {})
    assert "nghiệp" in printed.getvalue()


def test_every_setting_stands_in_the_table_with_its_flag_variable_and_default() -> None:
    for setting in TABLE:
        default = f"`{setting.default}`" if setting.default else ("`0`" if setting.default == 0 else "")
        flag = f"--{setting.name.replace('_', '-')}"
        row = f"| `{setting.name}` | {default} | `{flag}` | `{setting.variable}` |".replace("|  |", "| |")
        assert row in README, f"README.md, settings: add {row}"


def test_every_setting_of_the_server_is_a_flag_of_serve_that_names_its_variable() -> None:
    writers = {"engine", "max_size"}
    flags = {option.name: option for option in serve.params}
    for setting in TABLE:
        if setting.name not in writers:
            assert setting.variable in (getattr(flags[setting.name], "help", "") or ""), setting.name
