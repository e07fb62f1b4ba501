"""The documentation is true: every command, make target, module and setting that exists is described, and nothing else is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (CHECKOUT / "search" / "ARCHITECTURE.md").read_text(encoding="utf-8")
BENCHMARKS = (CHECKOUT / "benchmarks" / "README.md").read_text(encoding="utf-8")


def commands(command: click.Command, path: str = "glotta") -> Iterator[str]:
    """The full names of all commands below a group: ``glotta index info``."""
    if not isinstance(command, click.Group):
        yield path
        return
    for word, child in command.commands.items():
        yield from commands(child, f"{path} {word}")


def existing_commands() -> list[str]:
    from search.cli import main

    assert isinstance(main, click.Command), "search.cli.main is the click command that the console script runs"
    return sorted(commands(main))


def test_the_readme_describes_every_command() -> None:
    missing = [command for command in existing_commands() if f"`{command}" not in README]
    assert not missing, f"README.md, table of commands: add {missing}"


def test_the_readme_describes_no_command_that_does_not_exist() -> None:
    existing = existing_commands()
    for described in re.findall(r"`(glotta [^`]+)`", README):
        known = any(f"{described} ".startswith(f"{command} ") for command in existing)
        assert known, f"README.md describes {described!r}, which does not exist"


def test_the_readme_names_every_setting_and_its_default() -> None:
    from search.settings import TABLE

    rows = [f"| `{setting.name}` | `{setting.default}` |" if setting.default != "" else f"| `{setting.name}` | |" for setting in TABLE]
    missing = [row for row in rows if row not in README]
    assert not missing, f"README.md, settings: add {missing}"


def test_the_readme_describes_every_make_target() -> None:
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    targets = set(next(line for line in makefile.splitlines() if line.startswith(".PHONY:")).split()[1:])
    assert targets == set(re.findall(r"`make ([\w-]+)`", README))


@pytest.mark.parametrize("path", [
    "README.md", "search/ARCHITECTURE.md", "search/languages/README.md", "benchmarks/README.md", "tests/relevance/README.md",
])
def test_links_lead_to_files_and_headings_that_exist(path: str) -> None:
    page = CHECKOUT / path
    for target, heading in re.findall(r"\]\(([^)#:]*)(?:#([^)]+))?\)", page.read_text(encoding="utf-8")):
        found = page.parent / target if target else page
        assert found.exists(), f"link to {target}, which does not exist"
        headings = re.findall(r"^#+ (.+)$", found.read_text(encoding="utf-8"), flags=re.MULTILINE) if heading else []
        anchors = [re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in headings]
        assert not heading or heading in anchors, f"link to #{heading}, which is no heading of {found.name}"


def test_every_kept_result_of_a_benchmark_is_named_and_every_named_one_is_kept() -> None:
    kept = {path.stem for path in (CHECKOUT / "benchmarks" / "results").glob("*.json")}
    named = set(re.findall(r"`(?:results/)?([\w-]+-\d{4}-\d\d-\d\d)(?:\.json)?`", BENCHMARKS))
    assert kept == named


DATA = {
    "dictionary": ("lemmas", {"bs": "hr", "sr": "hr"}),
    "irregular": ("irregular", {}),
    "variants": ("variants", {"bs": "sr", "hr": "sr", "ms": "id"}),
}
"""Column -> folder of data files, and languages that have the file of another one."""


def test_the_page_of_languages_has_a_line_for_each_with_its_code_and_its_data() -> None:
    from search.languages import LANGUAGES

    folder = CHECKOUT / "search" / "languages"
    table, _, _ = (folder / "README.md").read_text(encoding="utf-8").partition("\n## ")
    lines = re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \| ([^|]*)\|", table, flags=re.MULTILINE)
    assert [code for code, _, _ in lines] == [*sorted(LANGUAGES.keys() - {"und"}), "und"]
    for code, base_forms, dictionary in lines:
        for module in (path.name for path in folder.glob(f"{code}*.py") if path.stem.rstrip("_") == code):
            assert f"]({module})" in base_forms, f"search/languages/README.md, {code}: link to {module}"
        data = [name for name, (kept, shared) in DATA.items() if (folder / "data" / kept / f"{shared.get(code, code)}.txt").exists()]
        assert dictionary.strip() == ", ".join(data), f"search/languages/README.md, {code}: it has {data}"


OF_MANY_SUBJECTS = ("text", "detection", "store", "analysis", "vocabulary", "marks", "suggestions", "generations")
"""Folders of ``search/`` whose modules answer questions of their own."""


def test_the_architecture_page_mentions_every_module() -> None:
    folder = CHECKOUT / "search"
    modules = [path.name for path in folder.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()]
    modules += [f"{package}/{path.name}" for package in OF_MANY_SUBJECTS for path in (folder / package).glob("[a-z]*.py")]
    for name in sorted(modules):
        assert f"]({name})" in ARCHITECTURE, f"search/ARCHITECTURE.md: link to {name} where its question is answered"


def exists(module: str) -> bool:
    """Whether a module stands directly below ``search/`` (the contract lists some that are still to come in parentheses)."""
    folder = CHECKOUT / "search"
    return (folder / f"{module}.py").exists() or (folder / module / "__init__.py").exists()


def test_the_architecture_page_draws_the_layers_that_are_enforced() -> None:
    contracts = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "layers")
    enforced = [{module for module in re.findall(r"\w+", layer) if exists(module)} for layer in layers]
    drawing = re.search(r"^ +web > (.+?)\n\n", ARCHITECTURE, flags=re.MULTILINE | re.DOTALL)
    assert drawing, "search/ARCHITECTURE.md draws the layers as `web > cli > ...`"
    drawn = [set(re.findall(r"\w+", layer)) for layer in drawing.group(1).split(">")]
    assert drawn == enforced


def test_the_words_that_the_readme_proposes_to_type_are_found(seeds_folder: Path, tmp_path: Path) -> None:
    from search import SearchRequest, open_service, rebuild

    rebuild(tmp_path / "index", [str(seeds_folder)])
    service = open_service(tmp_path / "index")
    proposed = re.search(r"Type (.+?)\.\n", README, flags=re.DOTALL)
    assert proposed, "README.md proposes words to `Type`"
    try:
        for word in re.findall(r"`([^`]+)`", proposed.group(1)):
            assert service.search(SearchRequest(word)).total == 1, f"README.md proposes to type {word}, which finds no seed or several"
    finally:
        service.close()
