"""Numbers in Han characters and in digits: 二十一世紀, 21世紀; 第二, 第2; 二〇二四年三月, 2024年3月.

Only what is surely a number is rewritten: with a counter behind it or 第 before it. 三重 and 一般 are words, 十分 is mostly *enough*.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_DIGITS = "〇一二三四五六七八九"
_VALUE = {**{digit: value for value, digit in enumerate(_DIGITS)}, "零": 0}
_UNITS = {"十": 10, "百": 100, "千": 1_000}
_COUNTERS = "世紀|世纪|年|月|日|章|条|條|項|项|号|號|回|巻|卷|位|級|级|歳|岁|歲|人|名|円|元|期|届|屆|次|代|階|度|か国|カ国|ヶ月|か月|个月"
_NUMERAL = "〇零一二三四五六七八九十百千万"
_IN_HAN = re.compile(f"(?<![{_NUMERAL}数數几幾何])(第?)([{_NUMERAL}]+)(?P<counter>{_COUNTERS})?")
_IN_DIGITS = re.compile(rf"(第?)(?<![\d.,])(\d{{1,4}})(?![\d.,])(?P<counter>{_COUNTERS})?")


def in_digits(text: str) -> str:
    """A text with its numbers in digits; empty where nothing changes. ``text`` is normalised."""

    def digits(found: re.Match[str]) -> str:
        value = _value(found[2]) if found[1] or found["counter"] else None
        return found.group() if value is None else f"{found[1]}{value}{found['counter'] or ''}"

    written = _IN_HAN.sub(digits, text)
    return written if written != text else ""


def in_han(text: str) -> list[str]:
    """A text with its numbers in Han characters, in the ways that people write them.

    Nothing where it would begin with what other numbers end with: 三日 is in 十三日, 十五日 in 二十五日. (Months from 3 on are in none.)
    """
    numbers = [found for found in _IN_DIGITS.finditer(text) if found[1] or found["counter"]]
    if not numbers:
        return []
    first = numbers[0]
    inside = int(first[2]) < 20 or _spelt(int(first[2]))[0] in _UNITS
    if first.start() == 0 and not first[1] and inside and (first["counter"] != "月" or int(first[2]) < 3):
        return []
    years = any(len(found[2]) == 4 and found["counter"] == "年" for found in numbers)
    return [_rewritten(text, zero) for zero in ("〇", "零")] if years else [_rewritten(text, "")]


def _rewritten(text: str, zero: str) -> str:
    def han(found: re.Match[str]) -> str:
        if not (found[1] or found["counter"]):
            return found.group()
        year = zero and len(found[2]) == 4 and found["counter"] == "年"
        number = "".join(_DIGITS[int(digit)] for digit in found[2]).replace("〇", zero) if year else _spelt(int(found[2]))
        return f"{found[1]}{number}{found['counter'] or ''}"

    return _IN_DIGITS.sub(han, text)


def _spelt(value: int) -> str:
    """0 to 9,999 as it is read: 二千二十四."""
    if value == 0:
        return "〇"
    said = ""
    for unit, size in (("千", 1_000), ("百", 100), ("十", 10)):
        count, value = divmod(value, size)
        said += (_DIGITS[count] if count > 1 else "") + unit if count else ""
    return said + (_DIGITS[value] if value else "")


def _value(number: str) -> int | None:
    """What a number in Han characters means: 二十一, 二〇二四; None for 三四 (three or four) and what is none."""
    if _UNITS.keys().isdisjoint(number) and "万" not in number:
        usual = len(number) == 1 or len(number) == 4 or {"〇", "零"} & {*number[1:]}
        return int("".join(str(_VALUE[digit]) for digit in number)) if usual else None
    total, part, digit = 0, 0, 0
    for character in number:
        if character == "万":
            total, part, digit = (total + (part + digit or 1)) * 10_000, 0, 0
        elif character in _UNITS:
            part, digit = part + (digit or 1) * _UNITS[character], 0
        else:
            digit = _VALUE[character]
    return total + part + digit


class Number(NamedTuple):
    """A number inside a text and what it is in the other characters."""

    start: int
    end: int
    digits: str
    """Empty where it is written in digits."""
    han: tuple[str, ...]
    """Empty where it is written in Han characters."""


_ANY_HAN = re.compile(f"(?<![{_NUMERAL}数數几幾何两兩])[两兩]?[{_NUMERAL}]+")
_TWO = re.compile("[两兩](?=[百千万])")
_NO_NUMBERS = frozenset({"千万", "万一", "万千", "百万", "百千", "百十", "一一", "万万"})
_UNSURE = re.compile("[两兩]|[一二三四五六七八九]{2}.*[十百千万]|[十百千万][一二三四五六七八九]{2}")
"""Three or four hundred."""
_ANY_DIGITS = re.compile(r"(?<![\d.,])[1-9]\d{1,3}(?![\d.,])")
YEARS = range(1000, 2200)


def numbers(text: str, chinese: bool) -> list[Number]:
    """The numbers of two digits and more of a normalised text. In Han characters those of two characters and more; in digits not 10 to
    19 nor what others end with as it is spelt (百二十, of which Chinese says that it is one hundred)."""
    found: list[Number] = []
    for match in _ANY_HAN.finditer(text):
        written = _TWO.sub("二", match.group())
        sure = len(written) > 1 and written not in _NO_NUMBERS and _UNSURE.search(written) is None
        value = _value(written) if sure else None
        if value is not None and value > 9:
            found.append(Number(*match.span(), str(value), ()))
    for match in _ANY_DIGITS.finditer(text):
        value = int(match.group())
        one_by_one = "".join(_DIGITS[int(digit)] for digit in match.group())
        years = (one_by_one, one_by_one.replace("〇", "零")) if value in YEARS else ()
        spelt = _in_chinese(value) if chinese else _spelt(value)
        said = () if spelt[0] in _UNITS else (spelt,)
        if han := tuple(dict.fromkeys((*years, *said))):
            found.append(Number(*match.span(), "", han))
    return sorted(found)


def _in_chinese(value: int) -> str:
    """0 to 9,999 as Chinese says it: 一百零五, 一千零五十; 十二."""
    if value < 100:
        return _spelt(value)
    said, gap = "", False
    for unit, size in (("千", 1_000), ("百", 100), ("十", 10), ("", 1)):
        count, value = divmod(value, size)
        if count:
            said += ("零" if gap and said else "") + _DIGITS[count] + unit
        gap = bool(said) and not count
    return said


def ends_round(han: str) -> bool:
    """Whether a number in Han characters is the beginning of others: 二十 of 二十一."""
    return han[-1] in _UNITS
