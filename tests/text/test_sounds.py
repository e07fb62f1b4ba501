"""Names written in two scripts meet by their sound; words that only begin alike do not; nothing that is typed breaks it."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.sounds import difference, keys, shapes, sounds, spoken

NAMES = (
    "vietnam вьетнам βιετνάμ ベトナム 베트남 فيتنام וייטנאם वियतनाम เวียดนาม ვიეტნამი",
    "hanoi ханой ハノイ 하노이 هانوي ฮานอย",
    "washington вашингтон ワシントン 워싱턴 واشنطن וושינגטון",
    "putin путин プーチン 푸틴 بوتين פוטין",
    "einstein эйнштейн アインシュタイン 아인슈타인 أينشتاين איינשטיין",
    "london лондон ロンドン 런던 لندن ลอนดอน",
    "wikipedia википедия ウィキペディア ويكيبيديا",
    "beethoven бетховен ベートーヴェン بيتهوفن",
    "microsoft майкрософт マイクロソフト مايكروسوفت",
    "istanbul стамбул イスタンブール إسطنبول",
    "tbilisi თბილისი",
    "yerevan երևան",
    "kolkata কলকাতা",
    "chicago чикаго シカゴ 시카고 شيكاغو",
    "google гугл グーグル 구글 جوجل",
    "paris باريس",
    "carter カーター картер",
    "obama обама オバマ 오바마 أوباما",
    "warszawa варшава ワルシャワ",
)


@pytest.mark.parametrize("names", NAMES)
def test_a_name_in_another_script_sounds_like_it(names: str) -> None:
    latin, *others = names.split()
    missed = [other for other in others if difference(spoken(latin), spoken(other)) is None]
    assert missed == []


@pytest.mark.parametrize("names", NAMES)
def test_names_that_sound_alike_have_a_key_in_common(names: str) -> None:
    def all_keys(word: str) -> set[int]:
        return set(keys("\n".join((*spoken(word).sounds, *spoken(word).heard))).tolist())

    latin, *others = names.split()
    assert [other for other in others if not all_keys(latin) & all_keys(other)] == []


def test_no_name_sounds_like_another() -> None:
    rows = [names.split() for names in NAMES]
    pairs = [(one, other) for ones, others in itertools.combinations(rows, 2) for one in ones for other in others]
    assert [pair for pair in pairs if difference(*map(spoken, pair)) is not None] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hanoi", "хан"), ("oslo", "осёл"), ("tokyo", "توقيع"), ("water", "ветер"), ("school", "шкала"), ("berlin", "بيان"),
        ("mito", "미터"), ("cortos", "コート"), ("merlot", "メール"),
    ],
)
def test_short_words_of_like_consonants_are_other_words(one: str, other: str) -> None:
    assert difference(spoken(one), spoken(other)) is None


@given(st.text(), st.text())
def test_how_different_two_words_sound_does_not_depend_on_which_comes_first(one: str, other: str) -> None:
    assert difference(spoken(one), spoken(other)) == difference(spoken(other), spoken(one))


LINE = st.text(st.characters(exclude_characters="\n"), max_size=12) | st.sampled_from(" ".join(NAMES).split())


@given(st.lists(LINE, min_size=1, max_size=6), st.booleans())
def test_many_words_at_once_sound_as_each_alone(words: list[str], otherwise: bool) -> None:
    together = sounds("\n".join(words), otherwise=otherwise)
    alone = [sounds(word, otherwise=otherwise) for word in words]
    assert together.split("\n") == alone
    for made in (keys, shapes):
        assert made(together).tolist() == np.concatenate([made(each) for each in alone]).tolist()
