"""Undetermined: text whose language is not known or has no row of its own. ICU's words, no base forms, no function words."""

from __future__ import annotations

from search.languages._base import IcuLanguage

LANGUAGE = IcuLanguage("und", frozenset())
