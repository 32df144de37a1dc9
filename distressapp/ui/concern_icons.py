"""Icons beside the concerns: calm things of every day, drawn from lines on a grid of 24.

None shows a face or a body, and none stands without its word: it helps an eye to find the word
again, and tells nothing by itself.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath

_STROKE: Final = re.compile(r"([MLCZOD])([^A-Z]*)")

_CLOUD: Final = (
    "M7 14C3.8 14 2 12.2 2 10.2C2 8 3.8 6.6 6 6.6C6.6 4 9 2.4 12 2.4C15 2.4 17.4 4.2 17.8 6.6"
    "C20.2 6.6 22 8.2 22 10.3C22 12.4 20.3 14 18 14Z"
)
_STROKES: Final[Mapping[str, str]] = {
    # A bolt, a moon, a battery nearly empty.
    "physical.pain": "M13 2L5 14L11 14L10 22L19 9.5L13 9.5Z",
    "physical.sleep": (
        "M20.5 14C16 16.5 8.5 14 10 3.5C3.5 5.5 1.5 13 6 18C10.5 22.5 18.5 20.5 20.5 14Z"
    ),
    "physical.fatigue": "M2 7L19 7L19 17L2 17ZM22.2 10.5L22.2 13.5M5.5 10.5L5.5 13.5",
    # A cigarette, a glass, a bulb.
    "physical.tobacco": "M2 15L16 15L16 19L2 19ZM20 15L20 19M20 11.5C20.5 8 16.5 9 17 5.5",
    "physical.substances": (
        "M6.5 2.5L17.5 2.5C18 9 16 12.5 12 12.5C8 12.5 6 9 6.5 2.5ZM12 12.5L12 21M8 21.2L16 21.2"
    ),
    "physical.memory": (
        "M9 17C9 14 6 13 6 9C6 5.3 8.7 2.8 12 2.8C15.3 2.8 18 5.3 18 9C18 13 15 14 15 17Z"
        "M9.8 21L14.2 21"
    ),
    # A heart, fork and knife, stairs.
    "physical.intimacy": (
        "M12 20.5C4.5 15 2.5 11.5 2.5 8.5C2.5 5.7 4.6 3.8 7 3.8C9.2 3.8 11 5 12 7"
        "C13 5 14.8 3.8 17 3.8C19.4 3.8 21.5 5.7 21.5 8.5C21.5 11.5 19.5 15 12 20.5Z"
    ),
    "physical.eating": (
        "M7 2.5L7 21.5M3.8 2.5L3.8 7.5C3.8 11 10.2 11 10.2 7.5L10.2 2.5"
        "M17.5 21.5L17.5 2.5C13.8 5 13.6 11 14 14L17.5 14"
    ),
    "physical.abilities": "M2 20.5L7 20.5L7 15.5L12 15.5L12 10.5L17 10.5L17 5.5L22 5.5",
    # A tangle, rain, a sun that is half down.
    "emotional.worry": (
        "M12 12C12 10 15 10 15 12.5C15 15.5 9.5 16 8.5 12.5C7.5 8 13 6 16.2 8"
        "C20 10.5 19.5 18 13 19.5C6 21 2.5 14 4.5 9C6 5 9.5 3 13.5 3"
    ),
    "emotional.sadness": f"{_CLOUD}M7.6 17.5L6.4 21M12.6 17.5L11.4 21M17.6 17.5L16.4 21",
    "emotional.enjoyment": (
        "M2 17L22 17M6.5 17C6.5 9.7 17.5 9.7 17.5 17M12 4.5L12 7.5M3.6 8.4L5.6 10.4"
        "M20.4 8.4L18.4 10.4M6.5 21.2L17.5 21.2"
    ),
    # A candle, a fast pulse, one alone, a flame, a mirror, a weight.
    "emotional.grief": (
        "M8.5 11L15.5 11L15.5 21L8.5 21ZM5 21L19 21"
        "M12 1.8C14.4 4.6 14.4 6.6 12 7.8C9.6 6.6 9.6 4.6 12 1.8Z"
    ),
    "emotional.fear": "M2 12L7 12L9.5 5.5L13.8 18.5L16.3 12L22 12",
    "emotional.loneliness": "O6.5 8 2.8M2.2 18C2.2 12.3 10.8 12.3 10.8 18M2 21.5L22 21.5",
    "emotional.anger": (
        "M12.5 2C13 7 19 9.5 19 15C19 19 16 22 12 22C8 22 5 19 5 15.5C5 12.5 6.3 11 7.3 8.5"
        "C8.3 11 8.9 11.6 9.8 12C9.8 8 10 5 12.5 2Z"
    ),
    "emotional.looks": "O12 9 6.3 7M12 16L12 22M9.2 8.8L12.2 5.6",
    "emotional.burden": "M7.2 9L16.8 9L20.5 21L3.5 21ZO12 5.9 2.9",
    # Two, a big one and a small one, three, a cup, talk with a cross, a bottle, scales.
    "social.partner": (
        "O7.8 7.5 3O16.2 7.5 3M2 20C2 15 4.6 13.3 7.8 13.3C9.6 13.3 11 13.8 12 15"
        "C13 13.8 14.4 13.3 16.2 13.3C19.4 13.3 22 15 22 20"
    ),
    "social.children": (
        "O7.8 6 3.2M2 20.5C2 14 4.2 12 7.8 12C10 12 11.6 12.7 12.6 14.4"
        "O17 13 2.4M12.6 21C12.6 17.8 14.4 17 17 17C19.6 17 21.6 17.8 21.6 21"
    ),
    "social.family": (
        "O12 6.2 2.9O4.8 9.6 2.2O19.2 9.6 2.2M7 20.5C7 13.5 8.8 11.8 12 11.8"
        "C15.2 11.8 17 13.5 17 20.5M1.6 19C1.6 15.2 2.8 14.3 4.8 14.3M22.4 19"
        "C22.4 15.2 21.2 14.3 19.2 14.3"
    ),
    "social.friends": (
        "M4 9L16 9L16 14.5C16 18.5 14 20.5 10 20.5C6 20.5 4 18.5 4 14.5Z"
        "M16 11C21.5 10.5 21.5 16.5 16 16M8 2.8L8 5.6M12 2.8L12 5.6"
    ),
    "social.care_team": (
        "M2.5 3.5L21.5 3.5L21.5 16.5L13 16.5L8 21.5L8 16.5L2.5 16.5ZM12 6.8L12 13.2M8.8 10L15.2 10"
    ),
    "social.fertility": (
        "M8 9.5L16 9.5L16 21.5L8 21.5ZM8.6 9.5L9.8 6.2L14.2 6.2L15.4 9.5M11 6.2L11 3L13 3L13 6.2"
        "M12.5 13.5L16 13.5M12.5 17.5L16 17.5"
    ),
    "social.being_treated_unfairly": (
        "M12 3L12 21M8 21L16 21M4.5 9L19.5 5M1.6 15.5L4.5 9L7.4 15.5C7 18.5 2 18.5 1.6 15.5Z"
        "M16.6 11.5L19.5 5L22.4 11.5C22 14.5 17 14.5 16.6 11.5Z"
    ),
    # A bath, a hand with a heart, a shield.
    "practical.self_care": (
        "M2 12L22 12L21 16.6C20.7 18.2 19.6 19 18.4 19L5.6 19C4.4 19 3.3 18.2 3 16.6Z"
        "M5 12L5 5.8C5 2.6 10 2.6 10 5.8M6 19L5.2 21.8M18 19L18.8 21.8"
    ),
    "practical.caring": (
        "M13 11C9.4 8.8 8.4 7 8.4 5.4C8.4 2.4 12 2 13 4.4C14 2 17.6 2.4 17.6 5.4"
        "C17.6 7 16.6 8.8 13 11Z"
        "M2 14.5L6 14.5C9 14.5 9.6 17 12.4 17L15.5 17M2 21L14.5 21C17 21 19.5 18.5 22 15.5"
    ),
    "practical.safety": (
        "M12 2.4L20 5.4L20 11C20 16 17 19.7 12 21.7C7 19.7 4 16 4 11L4 5.4Z"
        "M8.4 11.7L11 14.3L15.7 9.2"
    ),
    # A case, a book, a house, a note, an umbrella, a bus, a pram.
    "practical.work": (
        "M2.5 7.5L21.5 7.5L21.5 20L2.5 20ZM8.5 7.5L8.5 3.8L15.5 3.8L15.5 7.5M2.5 13L21.5 13"
    ),
    "practical.school": (
        "M12 6.2C9.8 4.6 6 4 2.5 4.5L2.5 18.5C6 18 9.8 18.6 12 20.2C14.2 18.6 18 18 21.5 18.5"
        "L21.5 4.5C18 4 14.2 4.6 12 6.2L12 20.2"
    ),
    "practical.housing": (
        "M2.8 11.8L12 3.4L21.2 11.8M5.4 9.6L5.4 20.6L18.6 20.6L18.6 9.6"
        "M9.8 20.6L9.8 14.4L14.2 14.4L14.2 20.6"
    ),
    "practical.money": "M2 6L22 6L22 18L2 18ZO12 12 2.9D5.6 12 1.1D18.4 12 1.1",
    "practical.insurance": (
        "M2.4 12.6C3.4 6 7.4 3.2 12 3.2C16.6 3.2 20.6 6 21.6 12.6Z"
        "M12 12.6L12 19C12 22.2 16.4 22.2 16.4 19"
    ),
    "practical.getting_here": (
        "M3 3.8L21 3.8L21 17L3 17ZM3 10.8L21 10.8M12 3.8L12 10.8O7.4 19 2O16.6 19 2"
    ),
    "practical.child_care": (
        "M12 11L12 2.8C6.8 2.8 3.2 6 3 11L20 11C19.8 15 17.2 16.8 13.4 16.8L9.6 16.8"
        "C5.8 16.8 3.2 15 3 11M20 11L22 6.8L19.6 6.8O8 20 1.9O15 20 1.9"
    ),
    # An apple, a capsule, a signpost.
    "practical.food": (
        "M12 7.6C9 5.6 3.8 6.6 3.8 12.6C3.8 17 7 21.2 9.6 21.2C10.6 21.2 11 20.7 12 20.7"
        "C13 20.7 13.4 21.2 14.4 21.2C17 21.2 20.2 17 20.2 12.6C20.2 6.6 15 5.6 12 7.6Z"
        "M12 7.6C12 5 13 3 15.2 2.2"
    ),
    "practical.medicine": (
        "M4.5 13.5L13.5 4.5C15.5 2.5 18.2 2.5 19.9 4.1C21.5 5.8 21.5 8.5 19.5 10.5L10.5 19.5"
        "C8.5 21.5 5.8 21.5 4.1 19.9C2.5 18.2 2.5 15.5 4.5 13.5ZM9 9L15 15"
    ),
    "practical.decisions": (
        "M12 22L12 2.4M12 4.4L18.8 4.4L21.4 7L18.8 9.6L12 9.6M12 11.8L5.2 11.8L2.6 14.4"
        "L5.2 17L12 17"
    ),
    # A compass, a path that turns, a leaf, two that meet, light, a bowl.
    "spiritual.meaning": "O12 12 9.6M16 8L13.6 13.6L8 16L10.4 10.4Z",
    "spiritual.beliefs": (
        "M4.5 21.5C4.5 15 12 14.5 11 10.5C10.4 8 8 7 9 2.8"
        "M13 21.5C13 17 18.6 15 17.5 10.5C16.8 7.5 13.4 6.5 14 2.8"
    ),
    "spiritual.death": "M5.4 18.6C4 9.4 10 4 20.4 3.6C20.4 14 14.6 20 5.4 18.6ZM2.6 21.4L13.4 10.6",
    "spiritual.conflict": "M2 8L10 8M6.8 4.8L10 8L6.8 11.2M22 16L14 16M17.2 12.8L14 16L17.2 19.2",
    "spiritual.sacred": (
        "M12 2C12.8 8.5 15.5 11.2 22 12C15.5 12.8 12.8 15.5 12 22C11.2 15.5 8.5 12.8 2 12"
        "C8.5 11.2 11.2 8.5 12 2Z"
    ),
    "spiritual.customs": (
        "M2.8 11.5L21.2 11.5C21.2 17 17.5 19.4 12 19.4C6.5 19.4 2.8 17 2.8 11.5ZM8 22L16 22"
        "M9 3C7.8 5 10.2 6.2 9 8.2M15 3C13.8 5 16.2 6.2 15 8.2"
    ),
    # A pencil.
    "other": "M4 20L5 15.4L16.4 4L20 7.6L8.6 19ZM13.8 6.6L17.4 10.2",
}


def icon_of(concern: str) -> str | None:
    """The icon beside a concern, by the concern's id; None where there is none for it.

    What somebody writes in a domain ("something else") has the same in each.
    """
    _domain, _dot, rest = concern.partition(".")
    name = "other" if rest == "other" else concern
    return name if name in _STROKES else None


def concern_icons() -> dict[str, Callable[[QPainter], None]]:
    """How each of them is drawn, on a grid of 24."""
    return {name: _Drawing(strokes) for name, strokes in _STROKES.items()}


class _Drawing:
    """A line, told in strokes: to here, line, curve, closed, a ring, a dot."""

    def __init__(self, strokes: str) -> None:
        self._strokes = [
            (kind, tuple(map(float, numbers.split()))) for kind, numbers in _STROKE.findall(strokes)
        ]

    def __call__(self, painter: QPainter) -> None:
        path = QPainterPath()
        for kind, at in self._strokes:
            if kind == "M":
                path.moveTo(*at)
            elif kind == "L":
                path.lineTo(*at)
            elif kind == "C":
                path.cubicTo(*at)
            elif kind == "O":
                path.addEllipse(QPointF(*at[:2]), at[2], at[-1])
            elif kind == "D":
                dot = QRectF(at[0] - at[2], at[1] - at[2], 2 * at[2], 2 * at[2])
                painter.fillRect(dot, painter.pen().color())
            else:
                path.closeSubpath()
        painter.drawPath(path)
