"""Documents whose every shown field means harm. All hold the word *gribenskaper*, so that one query finds them."""

from __future__ import annotations

WORD = "gribenskaper"
RLO, LRO, NUL, ESC = "\u202e", "\u202d", "\x00", "\x1b"

HOSTILE: list[dict[str, str]] = [
    {
        "id": "script",
        "title": f"<script>alert('title')</script> {WORD} <img src=x onerror=alert(1)>",
        "text": f"Her er {WORD} <script>alert('text')</script> og \"anførselstegn\" & ' og </p></article></body> til slutt.",
        "url": "javascript:alert(document.domain)//example.org",
        "site": "<script>alert('site')</script>",
        "date": "2025-04-29",
    },
    {
        "id": "quotes\"'><svg onload=alert(2)>",
        "title": f'" onmouseover="alert(3)" \' {WORD}',
        "text": f'En tekst om {WORD} med "><script>alert(4)</script> midt i.',
        "url": 'https://example.org/"onclick="alert(5)?<script>',
        "lang": '"><script>alert(6)</script>',
    },
    {
        "id": "controls",
        "title": f"Bilde {RLO}gpj.exe {WORD}{NUL} slutt",
        "text": f"Teksten {NUL} har {ESC}[31m {WORD} {RLO}baklengs{LRO} og et nullbyte, og resten av setningen er helt vanlig norsk.",
        "url": "data:text/html,<script>alert(7)</script>",
    },
    {
        "id": "a/b/../c d/æ?q=1#x",
        "title": f"Rar adresse {WORD}",
        "text": f"Denne teksten om {WORD} bor på en rar adresse.",
        "url": "https://example.org/vanlig",
    },
]
