"""The bundled letters: Atkinson Hyperlegible Next, and Noto Sans for the scripts it has not."""

import functools
from pathlib import Path
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from distressapp.core.errors import ExpectedError
from distressapp.paths import resources
from distressapp.text import _
from distressapp.ui.phrases import are_wide

FAMILY: Final = "Atkinson Hyperlegible Next"
FALLBACKS: Final = ("Noto Sans", "Noto Sans Arabic", "Noto Sans SC")
_GREEK_FIRST: Final = ("Noto Sans", FAMILY, *FALLBACKS[1:])
"""The first family has a few Greek letters of its own: a word would be set in two kinds."""

LARGEST_BOLD: Final = 63
"""Pixels up to which Qt draws letters heavier than their font has them."""

_order: list[tuple[str, ...]] = [(FAMILY, *FALLBACKS)]
_strong: list[QFont.Weight] = [QFont.Weight.DemiBold]
_FILES: Final = (
    "AtkinsonHyperlegibleNext-Regular.ttf",
    "AtkinsonHyperlegibleNext-Medium.ttf",
    "AtkinsonHyperlegibleNext-SemiBold.ttf",
    "AtkinsonHyperlegibleNext-Bold.ttf",
    "NotoSans-Regular.ttf",
    "NotoSans-SemiBold.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansArabic-SemiBold.ttf",
    "NotoSansSC-Regular.ttf",
)


class MissingFontError(ExpectedError):
    """A bundled font is not there or cannot be read."""


def load(folder: Path | None = None) -> None:
    """Make the bundled fonts known to the running application.

    Raises:
        MissingFontError: One is missing; the kiosk would draw boxes instead of letters.
    """
    where = resources() / "fonts" if folder is None else folder
    for name in _FILES:
        if QFontDatabase.addApplicationFont(str(where / name)) < 0:
            raise MissingFontError(
                _("The font {name} is missing or damaged").format(name=name),
                advice=_("Install the program again; the answers are safe."),
            )


def set_script(language: str) -> None:
    """From here on letters are chosen for that language, a BCP 47 tag.

    Chinese is bundled in one weight: only bold is drawn heavier than that, the weights between
    are not.
    """
    first = language.partition("-")[0]
    _order[0] = _GREEK_FIRST if first == "el" else (FAMILY, *FALLBACKS)
    _strong[0] = QFont.Weight.Bold if first == "zh" else QFont.Weight.DemiBold


def font(pixels: int, weight: int = QFont.Weight.Normal) -> QFont:
    """Letters of that height; the same picture on every machine."""
    return _made(pixels, weight, _order[0])


@functools.lru_cache(maxsize=256)
def _made(pixels: int, weight: int, families: tuple[str, ...]) -> QFont:
    made = QFont(list(families))
    made.setPixelSize(max(1, pixels))
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setStyleStrategy(QFont.StyleStrategy.NoSubpixelAntialias)
    return made


def is_drawn_bold(letters: QFont, text: str) -> bool:
    """Whether a heavier weight of that text is made from the plain one: Chinese has no other."""
    return letters.weight() >= QFont.Weight.Bold and are_wide(text)


def medium(pixels: int) -> QFont:
    """What is tapped."""
    return font(pixels, QFont.Weight.Medium)


def strong(pixels: int) -> QFont:
    """A question, or a word that counts."""
    return font(pixels, _strong[0])
