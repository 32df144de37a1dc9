"""What a patient may write to do harm, by accident or not; the same seed gives the same texts."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Final

from distressapp.core.interview import WRITTEN_LIMIT

BOX: Final = "\N{WHITE SQUARE}"
"""What the page prints for a character that no font has, and says so."""

LAST_OF_LAYER: Final = 0xFFFF

FORMULAS: Final = (
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("file:passwd")',
    "+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\uff1d1+1",
    " =1",
    ";=1",
)
_PIECES: Final = (
    *FORMULAS,
    '"=1"',
    "<b>bold",
    "</para>",
    "<img src='BAIT'/>",
    '<img src="BAIT" width="10" height="10"/>',
    "<para><img src=BAIT></para>",
    '<a href="BAIT">x</a>',
    '<font face="BAIT">',
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "BAIT">]>&y;',
    "<script>alert(1)</script>",
    "BAIT",
    "file:BAIT",
    "../../../BAIT",
    "$(cat BAIT)",
    "`cat BAIT`",
    "&amp; &lt; &#60; &",
    "{fields} {0} {} {{x}}",
    "{self.__class__}",
    "%s %d %(name)s %",
    "'; DROP TABLE sitting; --",
    '" OR 1=1 --',
    "\\n \\x00 \\",
    "(a) Tj ET endstream endobj",
    "%PDF-1.4 /JS (app.alert(1))",
    "\u202eevil\u202c",
    "\u200fright\u200e\u2066x\u2069",
    "zero\u200bwidth\ufeff\u2060",
    "soft\u00adhyphen",
    "שלום مرحبا",
    "😀👨\u200d👩\u200d👧🏳\ufe0f\u200d🌈",
    "e\u0301\u0327\u0308",
    "Z" + "\u0301\u0316" * 40,
    "\u0301first",
    "ﬁ ﬀ ǆ İ ß \u017f",
    "痛みと不安\uff0c睡不着。",
    "πόνος боль",
    "ไทย한국어",
    "\ud83d",
    "\ude00\ud83d",
    "nul\x00nul",
    "\x07\x1b[31m\x7f\x85",
    "two\nlines",
    "three\r\nlines\rhere",
    "\u2028\u2029\x0b\x0c",
    "tab\tab",
    "\ue000\uffff\U0010ffff",
    "x" * 200,
    "睡" * 200,
    "a b " * 60,
)


def texts(count: int, *, seed: int, bait: str = "nowhere", most: int = WRITTEN_LIMIT) -> list[str]:
    """So many texts of 1 to `most` characters; none begins or ends with a blank.

    Args:
        bait: A path that nothing may open because a text names it.
    """
    random = Random(seed)  # noqa: S311  (no secret: the same again is the purpose)
    made = _one_after_another(random, bait, most)
    return [next(made) for _text in range(count)]


def _one_after_another(random: Random, bait: str, most: int) -> Iterator[str]:
    makers: tuple[Callable[[], str], ...] = (
        lambda: random.choice(_PIECES),
        lambda: "".join(random.choices(_PIECES, k=random.randrange(2, 7))),
        lambda: " ".join(random.choices(_PIECES, k=random.randrange(2, 5))),
        lambda: "".join(chr(random.randrange(0x250)) for _each in range(random.randrange(1, 60))),
        lambda: "".join(chr(random.randrange(0x110000)) for _each in range(20)),
    )
    yield from (each.replace("BAIT", bait)[:most].strip() or "." for each in _PIECES)
    while True:
        text = random.choice(makers)().replace("BAIT", bait)[:most].strip()
        if text:
            yield text


def on_paper(text: str, has: Callable[[str], bool], *, is_read_back: bool = False) -> str:
    """What must be on the page, blanks and line ends aside: each character, or a sign for it.

    Args:
        has: Whether the fonts have that one character.
        is_read_back: Out of the PDF's text layer. It has no place for characters past U+FFFF
            (reportlab 5.0 writes them with five digits); they are drawn all the same.
    """
    signs = (
        each if len(each) > 1 or not is_read_back else _in_layer(each)
        for each in (_sign(each, has) for each in text if not _is_blank(each))
    )
    return "".join(signs)


def without_obeyed(text: str) -> str:
    """The text without the isolates that keep a few words of one line together."""
    even = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub("[\u2066\u2068]([^\\n\u2066-\u2069]{1,80})\u2069", r"\1", even)


def runs_left(text: str) -> bool:
    """Whether something in it stands in another order on paper than it was written in."""
    return any(unicodedata.bidirectional(each) in {"R", "AL", "AN"} for each in text)


def letters(text: str, *, is_read_back: bool) -> Counter[str]:
    """How often each letter, figure and accent is in a text, in whatever shape and order."""
    plain = unicodedata.normalize("NFKC", text)
    return Counter(
        each
        for each in unicodedata.normalize("NFD", plain)
        if unicodedata.category(each)[0] in "LMN" and (not is_read_back or _in_layer(each))
    )


def _in_layer(sign: str) -> str:
    return sign if ord(sign) <= LAST_OF_LAYER else ""


def _is_blank(character: str) -> bool:
    return character in "\n\r\t" or unicodedata.category(character) == "Zs"


def _sign(character: str, has: Callable[[str], bool]) -> str:
    kind = unicodedata.category(character)
    if kind.startswith("C") or kind in {"Zl", "Zp"}:
        return f"[U+{ord(character):04X}]"
    return character if has(character) else BOX


def squeezed(page: str) -> str:
    """Words of a page without blanks and line ends."""
    return "".join(each for each in page if not _is_blank(each))


def picture(path: Path) -> Path:
    """A bait: a real picture of one dot."""
    dot = (
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
        "0000000c4944415408d763f8ffff3f0005fe02fedccc59e70000000049454e44ae426082"
    )
    path.write_bytes(bytes.fromhex(dot))
    return path
