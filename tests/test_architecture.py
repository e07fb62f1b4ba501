"""What the shape of the code promises: docstrings, sizes, one door, declared dependencies, nothing of one machine.

Who may import whom is proved by import-linter (``make lint``).
"""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
MODULES = sorted(path for package in ("search", "web") for path in (CHECKOUT / package).rglob("*.py"))
FOREIGN = re.compile(r"(?<![\w.])/(?:work|root|tmp|home)/\w|(?:pypi|pythonhosted|crates)\.(?:org|io)")
"""Folders of one machine, hosts of package registries. (Written so that it does not match itself.)"""
NEEDED_UNSEEN = {"unidic-lite", "lxml-html-clean"}
"""Declared though not imported here: fugashi finds its dictionary by itself, trafilatura imports the other."""
LINES_AT_MOST = 400
"""Files are meant to have 100 to 300 lines; above this, ask which two things the file is."""


def name(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


def project_files() -> list[Path]:
    """The files of the project: those git knows, or, without git, those that are neither built nor installed."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        listed = [name(path) for path in CHECKOUT.rglob("*") if not re.search(r"/(\.[^/]+|__pycache__|index)/", f"/{name(path)}")]
    return [path for path in (CHECKOUT / entry for entry in listed if entry) if path.is_file()]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_every_module_says_what_it_does(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring, f"{name(path)} has no docstring: say what it does and why it exists"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_module_outgrows_a_reader(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LINES_AT_MOST, f"{name(path)} has {lines} lines (at most {LINES_AT_MOST}): which two things is it?"


def test_the_door_names_exactly_what_it_offers() -> None:
    door = importlib.import_module("search")
    public = {word for word in vars(door) if not word.startswith("_") and not isinstance(vars(door)[word], type(sys))} - {"annotations"}
    assert sorted(door.__all__) == sorted(set(door.__all__)), "a name stands twice in search.__all__"
    assert set(door.__all__) - {"__version__"} == public, "search.__all__ and what search/__init__.py imports differ"


def imported_modules(path: Path) -> set[str]:
    """The modules (and names in them) that a module imports anywhere in it, with their dots."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def imported(path: Path) -> set[str]:
    """Top-level packages that a module imports anywhere in it."""
    return {module.split(".")[0] for module in imported_modules(path)}


@pytest.mark.parametrize("path", sorted((CHECKOUT / "search" / "engines").glob("[a-z]*.py")), ids=name)
def test_the_files_of_an_engine_begin_with_its_name_and_import_no_other_engine(path: Path) -> None:
    engine = path.stem.partition("_")[0]
    foreign = {"whoosh", "tantivy"} - {engine}
    assert not imported(path) & foreign, f"{name(path)} may not import {imported(path) & foreign}"
    for module in imported_modules(path):
        if module.startswith("search.engines."):
            assert module.split(".")[2].partition("_")[0] == engine, f"{name(path)} imports {module}: no engine knows another"


def distribution(requirement: str) -> str:
    """The normalised name at the beginning of a requirement: ``Flask-Babel>=4`` -> ``flask-babel``."""
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~\[; ]", requirement, maxsplit=1)[0]).lower()


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {distribution(requirement) for requirement in project["dependencies"]}
    providers = packages_distributions()
    used = set()
    for package in set().union(*map(imported, MODULES)) - {"search", "web"} - set(sys.stdlib_module_names):
        assert package in providers, f"{package} is imported but not installed"
        names = {distribution(provider) for provider in providers[package]}
        assert names & declared, f"{package} is imported; declare one of {sorted(names)} in pyproject.toml"
        used |= names
    idle = declared - used - NEEDED_UNSEEN
    assert not idle, f"declared in pyproject.toml but never imported: {sorted(idle)}"


def test_no_file_names_a_machine_or_a_registry() -> None:
    for path in project_files():
        if name(path).startswith("seeds/"):
            continue
        for number, line in enumerate(path.read_bytes().decode("utf-8", errors="replace").split("\n"), start=1):
            found = FOREIGN.search(line)
            assert not found, f"{name(path)}, line {number}: {found.group() if found else ''} belongs to one machine"


def test_git_ignores_what_is_built() -> None:
    built = [path for path in project_files() if re.match(r"index/(?!README\.md)|.*(\.pyc$|\.egg-info/)", name(path))]
    assert not built, f"built artefacts are committed: {list(map(name, built))}"


def test_a_search_waits_for_no_library_that_only_reading_needs() -> None:
    loaded = subprocess.run([sys.executable, "-c", "import search.cli, sys; print('trafilatura' in sys.modules)"], cwd=CHECKOUT,
                            capture_output=True, text=True, check=True)
    assert loaded.stdout == "False\n"
