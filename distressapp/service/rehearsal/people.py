"""The invented patients of a rehearsal clinic, and how each of them fares over the year."""

from datetime import date, timedelta
from enum import Enum
from typing import Final

from distressapp.core.frozen import frozen
from distressapp.service.rehearsal.drawing import Draw
from distressapp.service.rehearsal.names import NOTES, ORIGINS, Origin

_FIRST_NUMBER: Final = 200_101


class Course(Enum):
    """How somebody fares: where it begins and where it goes, on a scale from 0 to 1.

    Attributes:
        weight: How many of a hundred patients.
        start: The lowest and highest beginning.
        step: What is added from one sitting to the next.
        sway: How far a sitting strays from that, up or down.

    The figures are invented, so that every list has something in it; they describe nobody.
    """

    LOW = (34, (0.05, 0.25), 0.0, 0.06)
    SETTLING = (28, (0.5, 0.75), -0.13, 0.07)
    WORSENING = (13, (0.12, 0.3), 0.17, 0.06)
    WAVERING = (14, (0.3, 0.5), 0.0, 0.2)
    HIGH = (11, (0.65, 0.9), -0.02, 0.08)

    def __init__(self, weight: int, start: tuple[float, float], step: float, sway: float) -> None:
        self.weight = weight
        self.start = start
        self.step = step
        self.sway = sway


@frozen
class Invented:
    """An invented patient.

    Attributes:
        language: BCP 47 tag.
        interpreter: `"professional"`, `"family"`, or empty where none is needed.
        phone: Empty where none was given.
        start: Where their course begins, 0 to 1.
        first: Days before today of their first visit.
        every: Days from one visit to the next.
    """

    name: str
    born: date
    record_number: str
    language: str
    interpreter: str
    phone: str
    may_phone: bool
    may_message: bool
    notes: str
    course: Course
    start: float
    first: int
    every: int


@frozen
class _Named:
    """Somebody whose name is given: the two of one name, and those who are mixed up."""

    name: str
    born: date
    language: str = "en"


_NAMED: Final = (
    _Named(name="Anna Berg", born=date(1957, 2, 14)),
    _Named(name="Anna Berg", born=date(1966, 9, 3)),
    _Named(name="Katharina Vogel", born=date(1949, 11, 21), language="de"),
    _Named(name="Katarina Vogl", born=date(1949, 11, 12), language="de"),
    _Named(name="Παπαδάκη Μαρία", born=date(1960, 6, 6), language="el"),
    _Named(name="王秀英", born=date(1952, 1, 30), language="zh"),
    _Named(name="أمينة الحداد", born=date(1963, 5, 19), language="ar"),
)
"""Every rehearsal clinic has them, since they are what a shift must learn to look at twice."""


def people(draw: Draw, count: int, *, today: date) -> tuple[Invented, ...]:
    """Invented patients, the same for the same seed and day.

    Args:
        count: How many; at least 1.
    """
    found = [
        _person(draw, number, today=today, named=_NAMED[number] if number < len(_NAMED) else None)
        for number in range(count)
    ]
    return tuple(found)


def _person(draw: Draw, number: int, *, today: date, named: _Named | None) -> Invented:
    origin = draw.choices(ORIGINS, [each.weight for each in ORIGINS])[0]
    courses = list(Course)
    course = draw.choices(courses, [each.weight for each in courses])[0]
    name, born, language = _name(draw, origin), _born(draw, today), origin.language
    if named is not None:
        name, born, language = named.name, named.born, named.language
    has_phone = draw.chance(90)
    may_phone = has_phone and draw.chance(85)
    every = draw.choice((42, 56, 70, 84))
    return Invented(
        name=name,
        born=born,
        record_number=f"R-{_FIRST_NUMBER + number * 7}",
        language=language,
        interpreter=_interpreter(draw, language),
        phone=f"555 01{draw.randrange(100):02d}" if has_phone else "",
        may_phone=may_phone,
        may_message=may_phone and draw.chance(50),
        notes=draw.choice(NOTES) if draw.chance(15) else "",
        course=course,
        start=draw.uniform(*course.start),
        first=draw.randrange(every, 360),
        every=every,
    )


def _name(draw: Draw, origin: Origin) -> str:
    given, family = draw.choice(origin.given), draw.choice(origin.family)
    return f"{family}{given}" if origin.is_family_first else f"{given} {family}"


def _born(draw: Draw, today: date) -> date:
    years = min(max(int(draw.gauss(64, 12)), 24), 92)
    return today - timedelta(days=years * 365 + draw.randrange(365))


def _interpreter(draw: Draw, language: str) -> str:
    if language == "en" or draw.chance(55):
        return ""
    return draw.choice(("professional", "professional", "family"))


def level(draw: Draw, person: Invented, nth: int) -> float:
    """How a patient fares at their n-th sitting, 0 to 1; the first is 0."""
    course = person.course
    at = person.start + course.step * nth + draw.uniform(-course.sway, course.sway)
    return min(max(at, 0.02), 0.97)
