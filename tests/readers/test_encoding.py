"""Bytes of many encodings are read as what they are, guessed only with a warning, and reported where nothing fits."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.errors import DocumentError
from search.readers.encoding import declared_charset, decode

TEXTS = {
    "ja": "政府は本日、住宅に関する新しい提案を発表した。来年度から実施すると述べた。",
    "ko": "정부는 오늘 주택에 관한 새로운 제안을 발표했다. 내년부터 시행한다고 밝혔다.",
    "zh": "政府今天公布了关于住房的新建议，并表示将从明年开始实施。",
    "zh-Hant": "政府今天公布了關於住房的新建議，並表示將從明年開始實施。",
    "ru": "Правительство сегодня представило новое предложение о строительстве жилья для молодых и пожилых людей во всей стране.",
    "ar": "أعلنت الحكومة اليوم عن مقترح جديد يساعد البلديات على بناء مزيد من المساكن للشباب وكبار السن في جميع أنحاء البلاد.",
    "he": "הממשלה הציגה היום הצעה חדשה לבניית דיור לצעירים ולקשישים בכל רחבי הארץ, והודיעה כי היא תיושם החל מהשנה הבאה.",
    "el": "Η κυβέρνηση παρουσίασε σήμερα μια νέα πρόταση για την κατασκευή κατοικιών για νέους και ηλικιωμένους σε όλη τη χώρα.",
    "no": "Blåbærsyltetøy på brødskive er godt til frokost både for små og store, sier bøndene på Sørlandet.",
    "th": "วันนี้รัฐบาลได้เสนอแผนใหม่สำหรับการสร้างที่อยู่อาศัยให้แก่คนหนุ่มสาวและผู้สูงอายุทั่วประเทศ",
    "vi": "Sáng nay, Chính phủ đã công bố một đề xuất mới giúp các địa phương xây dựng thêm nhà ở cho người trẻ.",
}


def windows_1258(text: str) -> bytes:
    """Vietnamese as Windows wrote it: letters with circumflex, breve and horn composed, tones as combining marks after them."""
    parts = []
    for letter in text:
        apart = unicodedata.normalize("NFD", letter)
        tones = [mark for mark in apart if mark in "\u0300\u0301\u0303\u0309\u0323"]
        parts.append(unicodedata.normalize("NFC", "".join(c for c in apart if c not in tones)) + "".join(tones))
    return "".join(parts).encode("cp1258")


@pytest.mark.parametrize(("lang", "encoding"), [
    ("ja", "shift_jis"), ("ja", "euc_jp"), ("ja", "iso2022_jp"), ("ko", "euc_kr"), ("zh", "gb18030"), ("zh", "gb2312"), ("zh-Hant", "big5"),
    ("ru", "windows-1251"), ("ru", "koi8-r"), ("ar", "windows-1256"), ("he", "windows-1255"), ("el", "iso-8859-7"), ("no", "windows-1252"),
    ("no", "iso-8859-1"), ("th", "tis-620"), ("no", "utf-16-le"), ("no", "utf-16-be"),
])
def test_an_undeclared_encoding_is_guessed_with_a_warning(lang: str, encoding: str) -> None:
    decoded = decode("a", TEXTS[lang].encode(encoding))
    assert decoded.text == TEXTS[lang]
    assert decoded.warning is not None
    assert decoded.warning[0] == "guessed-encoding"


def test_vietnamese_of_windows_is_read_though_icu_does_not_know_it() -> None:
    decoded = decode("a", windows_1258(TEXTS["vi"]))
    assert unicodedata.normalize("NFC", decoded.text) == TEXTS["vi"]
    assert decoded.encoding == "cp1258"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-8"])
@pytest.mark.parametrize("lang", sorted(TEXTS))
def test_unicode_with_a_mark_and_plain_utf_8_need_no_warning(lang: str, encoding: str) -> None:
    decoded = decode("a", TEXTS[lang].encode(encoding))
    assert (decoded.text, decoded.warning) == (TEXTS[lang], None)


def test_a_text_about_an_image_format_is_no_image() -> None:
    assert decode("a", b"GIF89a is a format of 1989.").text == "GIF89a is a format of 1989."


def test_newlines_and_nul_are_kept_as_read() -> None:
    assert decode("a", b"one\r\ntwo\rthree\n\x00 four\x85".replace(b"\x85", b"")).text == "one\r\ntwo\rthree\n\x00 four"


def test_lines_of_classic_mac_os_are_lines() -> None:
    assert decode("a", "Grønn te\r\rDen vokser her.\r".encode("latin-1"), "latin1").text == "Grønn te\n\nDen vokser her.\n"
    assert decode("a", b"progress 1\rprogress 2\nend\r\n").text == "progress 1\rprogress 2\nend\r\n", "other texts stay as they are"


def test_a_declared_charset_is_believed_as_browsers_read_it() -> None:
    assert decode("a", "“Blåbær” – €".encode("cp1252"), "ISO-8859-1").text == "“Blåbær” – €"
    assert decode("a", TEXTS["ja"].encode("cp932"), "x-sjis").text == TEXTS["ja"]
    assert decode("a", windows_1258(TEXTS["vi"]), "windows-1258").warning is None


def test_a_page_that_declares_latin_1_but_is_utf_8_is_read_as_utf_8_with_a_warning() -> None:
    decoded = decode("a", TEXTS["no"].encode(), "iso-8859-1")
    assert decoded.text == TEXTS["no"]
    assert decoded.warning is not None
    assert decoded.warning[0] == "wrong-charset"


@pytest.mark.parametrize("charset", ["no-such-thing", "rot13", "base64", "zip", "utf-16", ""])
def test_a_charset_that_cannot_be_is_passed_over(charset: str) -> None:
    assert decode("a", TEXTS["no"].encode(), charset).text == TEXTS["no"]


@pytest.mark.parametrize(("head", "charset"), [
    (b'<meta charset="utf-8">', "utf-8"), (b"<META CHARSET=Shift_JIS>", "Shift_JIS"), (b"<?xml version='1.0' encoding='EUC-JP'?>",
    "EUC-JP"),
    (b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">', "windows-1256"), (b"<html>", None),
    (b" " * 5000 + b'<meta charset="utf-8">', None),
])
def test_the_charset_is_read_from_the_head_of_a_page(head: bytes, charset: str | None) -> None:
    assert declared_charset(head) == charset


@pytest.mark.parametrize(("data", "code"), [
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"), (b"%PDF-1.7\n%\xe2\xe3", "binary"), (b"PK\x03\x04rest", "binary"),
    (b"\x00" * 100, "binary"),
    (bytes(range(256)) * 10, "binary"), (b"abc\xff\xfe", "undecodable"), (bytes(range(128, 256)), "undecodable"),
    (b"\xff" * 40, "undecodable"),
    ("Xin chào thế giới ".encode() * 20 + b"\xff", "undecodable"), (b"\xef\xbb\xbfabc\xff", "undecodable"), (b"\xff\xfea\x00\x00\xd8",
    "undecodable"),
])
def test_what_is_no_text_is_reported_by_name_and_reason(data: bytes, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        decode("folder/file.txt", data)
    assert caught.value.code == code
    assert str(caught.value).startswith("folder/file.txt: ")


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_a_named_error_and_never_hold_surrogates(data: bytes) -> None:
    try:
        text = decode("a", data, declared_charset(data)).text
    except DocumentError as error:
        assert error.code in {"binary", "undecodable"}
    else:
        text.encode("utf-8")
