"""The page's fonts: which one has a character, how wide it is, and what stands in for none.

Atkinson Hyperlegible Next first, then Noto Sans (Greek, Cyrillic), then Noto Sans SC.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from reportlab.pdfbase.ttfonts import TTFError, TTFont

from distressapp.core.errors import ExpectedError

PLAIN: Final = (
    "AtkinsonHyperlegibleNext-Regular",
    "NotoSans-Regular",
    "NotoSansSC-Regular",
)
STRONG: Final = (
    "AtkinsonHyperlegibleNext-SemiBold",
    "NotoSans-SemiBold",
    "NotoSansSC-Regular",
)
MISSING: Final = "\N{WHITE SQUARE}"
"""Drawn for a character that no font has; the page then says so."""

_HARMFUL: Final = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


class FontMissingError(ExpectedError):
    """A font file of the page is not there, or cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyph:
    """A character with its accents, in the font that draws it.

    Attributes:
        em: Its width at a size of one point.
    """

    text: str
    font: str
    em: float


def harmless(text: str) -> str:
    """The same text with control, bidi and invisible characters shown as `[U+202E]`.

    Line ends stay; a tab becomes a space.
    """
    even = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(
        f"[U+{ord(each):04X}]" if each != "\n" and unicodedata.category(each) in _HARMFUL else each
        for each in even
    )


@dataclass(frozen=True, kw_only=True)
class Typeface:
    """The fonts of one folder, each read when it is first needed.

    Args:
        folder: Holds the TrueType files by the names in `PLAIN` and `STRONG`.
    """

    folder: Path
    _read: dict[str, Any] = field(default_factory=dict)
    _known: dict[tuple[str, bool], tuple[Glyph, ...]] = field(default_factory=dict)

    def glyphs(self, text: str, *, is_strong: bool) -> Iterator[Glyph]:
        """The text, made harmless, character by character; line ends come as they are."""
        for cluster in _clusters(harmless(text)):
            key = (cluster, is_strong)
            if key not in self._known:
                self._known[key] = tuple(self._find(cluster, is_strong=is_strong))
            yield from self._known[key]

    def has(self, text: str) -> bool:
        """Whether every character can be drawn."""
        return all(
            any(self._covers(name, each) for name in PLAIN)
            for each in harmless(text)
            if each != "\n"
        )

    def font(self, name: str) -> Any:  # noqa: ANN401 (reportlab ships no types)
        """The font of that name.

        Raises:
            FontMissingError: The file is not there or is damaged.
        """
        if name not in self._read:
            path = self.folder / f"{name}.ttf"
            try:
                self._read[name] = TTFont(name, str(path))
            except (TTFError, OSError) as error:
                raise FontMissingError(
                    f"The font {path.name} is missing or damaged, so the page cannot be drawn",
                    advice="Install the program again; answers and flags are kept.",
                ) from error
        return self._read[name]

    def used(self) -> Mapping[str, Any]:
        """The fonts that were read, by name."""
        return dict(self._read)

    def _find(self, cluster: str, *, is_strong: bool) -> Iterator[Glyph]:
        names = STRONG if is_strong else PLAIN
        if cluster == "\n":
            yield Glyph(text="\n", font=names[0], em=0)
            return
        for name in names:
            if all(self._covers(name, each) for each in cluster):
                yield Glyph(text=cluster, font=name, em=self._em(name, cluster))
                return
        if len(cluster) > 1:
            for each in cluster:
                yield from self._find(each, is_strong=is_strong)
            return
        yield Glyph(text=MISSING, font=names[-1], em=self._em(names[-1], MISSING))

    def _covers(self, name: str, character: str) -> bool:
        return ord(character) in self.font(name).face.charToGlyph

    def _em(self, name: str, text: str) -> float:
        width: float = self.font(name).stringWidth(text, 1)
        return width


def _clusters(text: str) -> Iterator[str]:
    """Each character together with the accents that follow it."""
    held = ""
    for each in text:
        if held and held != "\n" and unicodedata.combining(each):
            held += each
            continue
        if held:
            yield held
        held = each
    if held:
        yield held
