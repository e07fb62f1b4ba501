"""The door of the library: what it names exists, and what callers meet is named."""

from __future__ import annotations

import dataclasses
import inspect

import search
from search import errors, model


def test_every_name_of_the_door_exists_once() -> None:
    assert len(search.__all__) == len(set(search.__all__))
    for name in search.__all__:
        assert hasattr(search, name), f"search.__all__ names {name}, which search/__init__.py does not import"


def test_every_value_and_every_error_goes_through_the_door() -> None:
    values = {name for name, value in vars(model).items() if dataclasses.is_dataclass(value)}
    raised = {name for name, value in vars(errors).items() if inspect.isclass(value) and issubclass(value, Exception)}
    assert values | raised <= set(search.__all__), f"add to search/__init__.py: {(values | raised) - set(search.__all__)}"


def test_whatever_is_called_through_the_door_says_what_it_does() -> None:
    for name in search.__all__:
        value = getattr(search, name)
        if inspect.isclass(value) or inspect.isfunction(value):
            assert inspect.getdoc(value), name


def test_every_error_has_a_code_of_its_own() -> None:
    classes = [value for value in vars(errors).values() if inspect.isclass(value) and issubclass(value, errors.GlottaError)]
    own = [value.code for value in classes if "code" in vars(value)]
    assert len(own) == len(set(own))
