"""The table of settings: sizes, numbers, and refusals that name the culprit."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.errors import UnknownParameterValue
from search.settings import TABLE, load, size


@pytest.mark.parametrize(("text", "expected"), [("1", 1), ("64MB", 1 << 26), ("64 MiB", 1 << 26), ("1.5k", 1536), ("2g", 1 << 31), (7, 7)])
def test_sizes_are_read_with_their_units(text: object, expected: int) -> None:
    assert size(text) == expected


@pytest.mark.parametrize("text", ["", "0", "-1", "many", "1 furlong", "0k", None])
def test_other_sizes_are_refused(text: object) -> None:
    with pytest.raises(ValueError, match="such as 64MB"):
        size(text)


def test_without_anything_the_defaults_hold(tmp_path: Path) -> None:
    settings = load({}, {}, tmp_path / "none.toml")
    assert (settings.index, settings.engine, settings.max_size, settings.host, settings.port, settings.workers) == (
        Path("index"), "auto", 64 << 20, "127.0.0.1", 8000, 2)


@pytest.mark.parametrize(
    ("flags", "environment", "file", "culprit"),
    [
        ({"port": "ninety"}, {}, "", "--port"),
        ({"max_size": "x"}, {}, "", "--max-size"),
        ({}, {"GLOTTA_PORT": "70000"}, "", "GLOTTA_PORT"),
        ({}, {}, "workers = 0", "workers in "),
        ({}, {}, "colour = 1", "colour"),
        ({}, {}, "= =", "glotta.toml"),
        ({"colour": 1}, {}, "", "colour"),
    ],
)
def test_a_value_that_is_not_allowed_is_refused_by_the_name_it_was_given_under(
    tmp_path: Path, flags: dict[str, object], environment: dict[str, str], file: str, culprit: str
) -> None:
    path = tmp_path / "glotta.toml"
    path.write_text(file)
    with pytest.raises(UnknownParameterValue) as caught:
        load(flags, environment, path)
    assert culprit in caught.value.parameter


def test_every_setting_has_a_variable_and_a_line_of_help() -> None:
    for setting in TABLE:
        assert setting.variable.startswith("GLOTTA_") and setting.help.endswith(".")
