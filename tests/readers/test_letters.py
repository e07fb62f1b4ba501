"""Old single-byte encodings are told by what the letters say, in a line of text; what makes no sense under any stays refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from search import SearchRequest, open_service, rebuild
from search.errors import DocumentError
from search.readers.encoding import decode
from search.readers.letters import clear_reading

LINES = {
    "th": "สวัสดีครับ ยินดีต้อนรับทุกท่าน",
    "ru": "Вчера мы ездили в деревню к бабушке, помогали ей в саду и до вечера пили чай с вареньем на старой веранде.",
    "ru short": "Привет, как твои дела?",
    "uk": "Учора ми їздили до бабусі в село, щоб допомогти їй у саду.",
    "bg": "Вчера отидохме на село при баба, за да ѝ помогнем.".replace("ѝ", "й"),
    "sr": "Јуче смо ишли код баке на село и помагали јој у башти.",
    "el": "Χθες πήγαμε στο χωριό της γιαγιάς μου.",
    "he": "אתמול נסענו לסבתא בכפר ועזרנו לה בגינה",
    "ar": "ذهبنا أمس إلى القرية عند جدتي",
    "pl": "Wczoraj pojechaliśmy do babci na wieś, żeby jej pomóc w ogródku.",
    "cs": "Včera jsme jeli k babičce na vesnici, abychom jí pomohli.",
    "hu": "Tegnap elmentünk a nagymamához, hogy segítsünk neki a kertben, és őt is láttuk.",
    "hr": "Jučer smo otišli baki na selo kako bismo joj pomogli u vrtu, što je bilo lijepo.",
    "tr": "Dün büyükannemin köyüne gittik ve bahçede ona yardım ettik, çünkü çok işi vardı.",
    "lt": "Vakar važiavome pas močiutę į kaimą, kad padėtume jai sode.",
    "lv": "Vakar mēs braucām pie vecmāmiņas uz laukiem, lai viņai palīdzētu dārzā.",
    "et": "Eile sõitsime vanaema juurde maale, et teda aias aidata.",
    "no": "I går reiste vi til bestemor på landet for å hjelpe henne i hagen, og så spiste vi blåbær.",
    "fr": "Hier nous sommes allés chez ma grand-mère à la campagne pour l'aider.",
    "ca": "Ahir vam anar al col·legi del poble amb l'àvia, però no hi havia ningú.",
}


@pytest.mark.parametrize(("line", "encodings"), [
    ("th", "cp874 tis-620"), ("ru", "cp1251 koi8-r iso8859-5 cp866"), ("ru short", "cp1251 koi8-r cp866"), ("uk", "cp1251 koi8-u"),
    ("bg", "cp1251"), ("sr", "cp1251 iso8859-5"), ("el", "cp1253 iso8859-7"), ("he", "cp1255 iso8859-8"), ("ar", "cp1256 iso8859-6"),
    ("pl", "cp1250 iso8859-2"), ("cs", "cp1250 iso8859-2"), ("hu", "cp1250 iso8859-2"), ("hr", "cp1250 iso8859-2"),
    ("tr", "cp1254 iso8859-9"), ("lt", "cp1257"), ("lv", "cp1257"), ("et", "cp1257 cp1252"), ("no", "cp1252 iso8859-1"),
    ("fr", "cp1252"), ("ca", "cp1252"),
])
def test_a_line_of_text_is_read_in_the_encoding_that_it_is_in(line: str, encodings: str) -> None:
    for encoding in encodings.split():
        decoded = decode("a.txt", LINES[line].encode(encoding))
        assert decoded.text == LINES[line], f"{encoding} read as {decoded.encoding}"
        assert decoded.warning is not None and decoded.warning[0] == "guessed-encoding"


def test_a_long_text_is_told_by_the_lines_that_are_not_ascii() -> None:
    page = "An English page with a quotation.\n" * 300 + LINES["ru"] + "\n" + "The end.\n" * 300
    assert decode("a.txt", page.encode("koi8-r")).text == page


@pytest.mark.parametrize("data", [
    b"", b"plain", b"\xff" * 40, bytes(range(128, 256)), "政府は本日、新しい提案を発表した。".encode("euc_jp"),
    "정부는 오늘 새로운 제안을 발표했다.".encode("cp949"), "政府今天公布了关于住房的新建议。".encode("gb18030"),
    b"x\xe6y \xf0\xf1\xf2 \xb9z",
])
def test_what_is_in_none_of_them_has_no_clear_reading(data: bytes) -> None:
    assert clear_reading(data) is None


def test_bytes_that_make_no_sense_stay_refused() -> None:
    with pytest.raises(DocumentError, match="convert the file to UTF-8"):
        decode("a.txt", bytes(range(128, 256)) * 3)


def test_short_files_of_old_encodings_are_indexed_and_found(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "th.txt").write_bytes(LINES["th"].encode("tis-620"))
    (tmp_path / "docs" / "ru.txt").write_bytes(LINES["ru"].encode("koi8-r"))
    report = rebuild(tmp_path / "index", [str(tmp_path / "docs")], engine="whoosh")
    assert report.added == 2 and {code for _, code, _ in report.warnings} == {"guessed-encoding"}
    with open_service(tmp_path / "index") as service:
        assert [hit.id for hit in service.search(SearchRequest("ยินดีต้อนรับ")).hits] == ["th.txt"]
        assert [hit.id for hit in service.search(SearchRequest("бабушка варенье")).hits] == ["ru.txt"]
        assert set(service.languages()) == {"th", "ru"}
