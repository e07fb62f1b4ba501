"""Light stemming: the longest ending first, so many rounds, so much of the word left."""

from __future__ import annotations

import pytest

from search.languages import language
from search.languages._light import light


def base_forms(code: str, *words: str) -> set[tuple[str, ...]]:
    return {language(code).forms(word).word for word in words}


@pytest.mark.parametrize(("rounds", "expected"), [(1, "kitablar"), (2, "kitab"), (3, "kitab")])
def test_a_round_takes_one_ending_off_the_longest_that_fits(rounds: int, expected: str) -> None:
    assert light("a da ında lar", 3, rounds)("kitablarında") == expected


def test_what_stays_is_never_shorter_than_was_asked_for() -> None:
    stem = light("a ta", 3, 5)
    assert [stem(word) for word in ("ata", "atata", "ta", "")] == ["ata", "ata", "ta", ""]


def test_a_word_that_only_looks_as_if_it_had_an_ending_stays_whole_and_its_own_endings_go() -> None:
    stem = light("сы ның =жақсы", 3, 2)
    assert [stem(word) for word in ("жақсы", "жақсының", "баласы")] == ["жақсы", "жақсы", "бала"]


def test_letters_that_change_before_an_ending_are_one_at_the_end_of_a_stem() -> None:
    stem = light("ы ын", 3, 1, "бп ғқ")
    assert {stem(word) for word in ("кітап", "кітабы", "кітабын")} == {"кітап"}
    assert stem("ғ") == "ғ"


@pytest.mark.parametrize(("code", "words"), [
    ("az", "ölkə ölkənin ölkədə ölkəyə ölkəsi ölkəsində ölkələr ölkələrində"),
    ("az", "insan insana insanın insanda insanlar insanlarını"),
    ("ka", "ისტორია ისტორიის ისტორიას ისტორიაში ისტორიით"),
    ("kk", "мектеп мектебі мектебінде мектепке мектептер мектептерінде"),
    ("mr", "पुस्तक पुस्तके पुस्तकात पुस्तकाचे पुस्तकांमध्ये पुस्तकांची"),
    ("uz", "maktab maktabda maktabning maktablar maktablarida мактабда мактабнинг"),
    ("ml", "കേരളം കേരളത്തിൽ കേരളത്തില്‍ കേരളത്തിന്റെ കേരളത്തിലെ"),
    ("sq", "shtet shteti shtetit shtetet shteteve"),
])
def test_the_forms_of_one_word_meet(code: str, words: str) -> None:
    assert len(base_forms(code, *words.split())) == 1


@pytest.mark.parametrize(("code", "words"), [
    ("kk", "жақсы жақ"), ("kn", "ಮನೆ ಮನ"), ("ka", "თბილისი თბილი"), ("af", "mens men"), ("ky", "ата ат"), ("az", "ana an"),
    ("uz", "yangi yan"),
])
def test_words_that_are_none_of_each_others_forms_stay_apart(code: str, words: str) -> None:
    assert len(base_forms(code, *words.split())) == 2


@pytest.mark.parametrize("words", ["tad dad nhad thad", "pont bont phont mhont", "cath gath chath nghath", "mam fam"])
def test_welsh_words_meet_their_mutations(words: str) -> None:
    radical, *mutated = words.split()
    for word in mutated:
        assert radical in language("cy").forms(word).word
