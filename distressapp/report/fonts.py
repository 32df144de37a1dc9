"""The page's fonts: which one has a character, how wide it is, and what stands in for none.

Atkinson Hyperlegible Next first, then Noto Sans (Greek, Cyrillic), Noto Sans Arabic, Noto Sans SC.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from reportlab.pdfbase.ttfonts import TTFError, TTFont

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.report.joining import joined
from distressapp.report.order import FSI, ISOLATES, LRI, PDI, runs_left

PLAIN: Final = (
    "AtkinsonHyperlegibleNext-Regular",
    "NotoSans-Regular",
    "NotoSansArabic-Regular",
    "NotoSansSC-Regular",
)
STRONG: Final = (
    "AtkinsonHyperlegibleNext-SemiBold",
    "NotoSans-SemiBold",
    "NotoSansArabic-SemiBold",
    "NotoSansSC-Regular",
)
MISSING: Final = "\N{WHITE SQUARE}"
"""Drawn for a character that no font has; the page then says so."""

STRAIGHT: Final = re.compile(
    "[\n -\u02ff\u0370-\u03ff\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u2190-\u22ff]*"
)
"""Signs that neither join nor turn round, and no accent among them that stands by itself."""
_HARMFUL: Final = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_ISOLATED: Final = re.compile(f"[{LRI}{FSI}][^\\n{LRI}-{PDI}]{{1,80}}{PDI}")
"""A figure or a name that is kept together. What is inside cannot reach out of it."""
_FIGURE: Final = re.compile(
    r"(?<![0-9A-Za-z])(?<![A-Za-z] )\+?(?:\([0-9]+\) ?)?[0-9]+"
    r"(?:(?: ?[-\u2013\u2212] ?| ?\([0-9]+\) ?|[ .,:/])[0-9]+)*"
)
"""A number, a range, a date, an hour, a phone number: read from left to right everywhere.

The one of "Ward 7" goes with its word."""


_SHAPE: Final = re.compile("> <(FB[5-9A-F][0-9A-F]|F[CDE][0-9A-F]{2})>")
"""An Arabic presentation form, in the table from the signs of a font to letters."""


class FontMissingError(ExpectedError):
    """A font file of the page is not there, or cannot be read."""


@frozen
class Glyph:
    """A character with its accents, in the font that draws it.

    Attributes:
        text: What is drawn; an Arabic letter in the shape it has between its neighbours.
        em: Its width at a size of one point; 0 for an isolate, which is not drawn.
        said: The letters it stands for.
        is_thick: It is to be bold, and its font has no bold.
    """

    text: str
    font: str
    em: float
    said: str
    is_thick: bool = False


def harmless(text: str) -> str:
    """The same text with control, bidi and invisible characters shown as `[U+202E]`.

    Line ends stay; a tab becomes a space. Isolates stay where they keep a few words together:
    those change the order of nothing else.
    """
    if text.isprintable():  # what is harmful never is
        return text
    even = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = {at for each in _ISOLATED.finditer(even) for at in (each.start(), each.end() - 1)}
    return "".join(
        f"[U+{ord(each):04X}]" if at not in kept and _is_harmful(each) else each
        for at, each in enumerate(even)
    )


def _is_harmful(character: str) -> bool:
    return character != "\n" and unicodedata.category(character) in _HARMFUL


def _with_figures_apart(text: str) -> str:
    """Where text runs to the left, its figures do not, nor do they change places."""
    return _FIGURE.sub(f"{LRI}\\g<0>{PDI}", text) if runs_left(text) else text


class ReadableFont(TTFont):  # type: ignore[misc]  # reportlab ships no types
    """A font whose Arabic shapes are copied out of the file as the letters that they are."""

    def addObjects(self, doc: Any) -> None:  # noqa: ANN401, N802 (as reportlab has it)
        """Written when the document is whole (reportlab 5.1)."""
        super().addObjects(doc)
        for name, table in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                table.content = _SHAPE.sub(_letters, table.content)


def _letters(shape: re.Match[str]) -> str:
    letters = unicodedata.normalize("NFKC", chr(int(shape[1], 16)))
    return f"> <{letters.encode('utf-16-be').hex().upper()}>"


@dataclass(frozen=True, kw_only=True)
class Typeface:
    """The fonts of one folder, each read when it is first needed.

    Args:
        folder: Holds the TrueType files by the names in `PLAIN` and `STRONG`.
    """

    folder: Path
    _read: dict[str, Any] = field(default_factory=dict)
    _known: dict[tuple[str, str, bool], tuple[Glyph, ...]] = field(default_factory=dict)
    _drawable: dict[str, bool] = field(default_factory=dict)

    def glyphs(self, text: str, *, is_strong: bool) -> Iterator[Glyph]:
        """The text, made harmless, character by character; line ends come as they are."""
        plain = harmless(text)
        if STRAIGHT.fullmatch(plain):
            signs: Iterable[tuple[str, str]] = zip(plain, plain, strict=True)
        else:
            signs = _clusters(joined(_with_figures_apart(plain)))
        for cluster, said in signs:
            key = (cluster, said, is_strong)
            if key not in self._known:
                self._known[key] = tuple(self._find(cluster, said, is_strong=is_strong))
            yield from self._known[key]

    def has(self, text: str) -> bool:
        """Whether every character can be drawn."""
        return all(self._has(each) for each in set(harmless(text)) if each != "\n")

    def font(self, name: str) -> Any:  # noqa: ANN401 (reportlab ships no types)
        """The font of that name.

        Raises:
            FontMissingError: The file is not there or is damaged.
        """
        if name not in self._read:
            path = self.folder / f"{name}.ttf"
            try:
                self._read[name] = ReadableFont(name, str(path))
            except (TTFError, OSError) as error:
                raise FontMissingError(
                    f"The font {path.name} is missing or damaged, so the page cannot be drawn",
                    advice="Install the program again; answers and flags are kept.",
                ) from error
        return self._read[name]

    def used(self) -> Mapping[str, Any]:
        """The fonts that were read, by name."""
        return dict(self._read)

    def _find(self, cluster: str, said: str, *, is_strong: bool) -> Iterator[Glyph]:
        names = STRONG if is_strong else PLAIN
        if cluster == "\n" or cluster in ISOLATES:
            yield Glyph(text=cluster, font=names[0], em=0, said=cluster)
            return
        for name in names:
            if all(self._covers(name, each) for each in cluster):
                em, is_thick = self._em(name, cluster), is_strong and name in PLAIN
                yield Glyph(text=cluster, font=name, em=em, said=said, is_thick=is_thick)
                return
        if len(cluster) > 1:
            for each in cluster:
                yield from self._find(each, each, is_strong=is_strong)
            return
        yield Glyph(text=MISSING, font=names[-1], em=self._em(names[-1], MISSING), said=MISSING)

    def _has(self, character: str) -> bool:
        if character not in self._drawable:
            found = any(self._covers(name, character) for name in PLAIN)
            self._drawable[character] = found
        return self._drawable[character]

    def _covers(self, name: str, character: str) -> bool:
        return ord(character) in self.font(name).face.charToGlyph

    def _em(self, name: str, text: str) -> float:
        width: float = self.font(name).stringWidth(text, 1)
        return width


def _clusters(signs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Each character together with the accents that follow it, and the letters behind both."""
    held, letters = "", ""
    for each, said in signs:
        if held and held != "\n" and held not in ISOLATES and unicodedata.combining(each[0]):
            held, letters = held + each, letters + said
            continue
        if held:
            yield held, letters
        held, letters = each, said
    if held:
        yield held, letters
