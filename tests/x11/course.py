"""One invented patient's way through a whole sitting: what is asked, what is said.

The words are those of the practice wording. What must come out is written down by hand from the
published keys, so that it can be wrong.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from distressapp.core.answers import DECLINED, Answer, Chosen, Picked, Written
from distressapp.core.sitting import Use
from distressapp.core.wording import Wording
from distressapp.instruments import wording
from tests.core.shipped import INSTRUMENTS

NUMBER: Final = "40321"
BORN: Final = "03041950"
DOMAINS: Final = ("physical", "emotional", "social", "practical", "spiritual")
SAY_NOTHING: Final = "I'd rather not say"
HADS: Final = (1, 2, 1, 1, 2, 1, 2, 1, 1, 1, 1, 2, None, 1)
"""Displayed options of items 1 to 14; the patient would rather not say one."""

PSS10: Final = (3, 2, 3, 1, 1, 2, 1, 2, 3, 4)

SCORES: Final = {
    ("rating", Fraction(6), 6),
    ("anxiety", None, 10),  # 2+2+1+2+1+2, the seventh declined: not scored
    ("depression", Fraction(12), 12),  # 2+1+2+2+2+2+1
    ("total", None, 22),
    ("total", Fraction(28), 28),  # 3+2+3+(4-1)+(4-1)+2+(4-1)+(4-2)+3+4
}
"""Scale, value and points given, worked out by hand from the published keys."""

FLAGS: Final = {
    ("dt.rating.4", "soon"),
    ("hads.anxiety.8", "soon"),
    ("hads.anxiety.unscored", "talk"),
    ("hads.depression.11", "soon"),
    ("request.talk", "need"),
    ("need.practical_help", "need"),
    ("need.physical_top", "talk"),
}
"""Rule and band; with a wish to talk the lower cut-offs raise Soon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One question.

    Attributes:
        asked: What stands on the screen.
        chosen: What is chosen there, in that order, by its words.
        typed: What is typed into its field.
        onward: The button that leads on.
    """

    asked: str
    chosen: tuple[str, ...] = ()
    typed: str = ""
    onward: str = "Next"


def _words() -> Mapping[str, Wording]:
    return {each: wording(each, "en", Use.REHEARSAL) for each in INSTRUMENTS}


def steps() -> Iterator[Step]:
    """From welcome to thanks."""
    words = _words()
    about = words["dt"]
    yield Step(asked="Welcome")
    yield Step(asked="Why we ask", onward="Start")
    yield Step(asked=about.items["rating"], chosen=("6",))
    yield from _list(about)
    yield from _help(about)
    yield Step(asked="Thank you. What you told us already helps.", onward="Go on")
    yield Step(asked="Next questions: the past week, today included.")
    yield from _items(words["hads"], HADS)
    yield Step(asked="Next questions: the last month, not the last week.")
    yield from _items(words["pss10"], PSS10)
    yield Step(asked="Would you like to talk to someone?", chosen=("Yes, please",))


def _list(about: Wording) -> Iterator[Step]:
    ticked = {
        "physical": (about.items["physical.sleep"], about.items["physical.fatigue"]),
        "emotional": ("None of these",),
        "practical": (
            about.items["practical.money"],
            about.items["practical.getting_here"],
            "Something else",
        ),
    }
    for domain in DOMAINS:
        title = about.labels[f"domain.{domain}"]
        yield Step(asked=title, chosen=ticked.get(domain, ()))
        if domain == "practical":
            yield Step(asked=_other(about), typed="Dog")
    top = (about.items["practical.money"], about.items["physical.sleep"], _other(about))
    yield Step(asked="Which three matter most to you?", chosen=top)


def _other(about: Wording) -> str:
    return f"Something else: {about.labels['domain.practical']}"


def _help(about: Wording) -> Iterator[Step]:
    yield Step(asked=about.items["practical.money"], chosen=("Phone me", "Something to read"))
    yield Step(asked=about.items["physical.sleep"], chosen=("Not now",))
    yield Step(asked="That is fine. May we ask why?", chosen=("I have help already",))
    yield Step(asked=_other(about), chosen=("Talk to someone today",))
    yield Step(asked="May we phone you?", chosen=("Yes, you may phone me",))
    yield Step(asked="Which number may we phone?", typed="5550100")
    yield Step(asked="When is a good time?", chosen=("In the afternoon",))
    yield Step(asked="If you don't answer, may we leave a message?", chosen=("No message, please",))


def _items(words: Wording, said: tuple[int | None, ...]) -> Iterator[Step]:
    for number, index in enumerate(said, start=1):
        chosen = SAY_NOTHING if index is None else words.options[str(number)][index]
        yield Step(asked=words.items[str(number)], chosen=(chosen,))


def answers() -> dict[str, Answer]:
    """What must be kept of it: exactly this, and nothing more."""
    kept: dict[str, Answer] = {
        "dt/rating": Chosen(index=6, value=6),
        "dt/physical": Picked(ids=("physical.sleep", "physical.fatigue")),
        "dt/emotional": Picked(ids=("emotional.none",)),
        "dt/practical": Picked(
            ids=("practical.money", "practical.getting_here", "practical.other")
        ),
        "dt/practical.other": Written(text="Dog", language="en"),
        "dt/top": Picked(ids=("practical.money", "physical.sleep", "practical.other")),
        "help/practical.money": Picked(ids=("phone", "leaflet")),
        "help/physical.sleep": Picked(ids=("not_now",)),
        "help/physical.sleep.because": Picked(ids=("have_help",)),
        "help/practical.other": Picked(ids=("talk_today",)),
        "phone/may": Picked(ids=("yes",)),
        "phone/number": Written(text="5550100", language="en"),
        "phone/time": Picked(ids=("afternoon",)),
        "phone/message": Picked(ids=("no",)),
        "talk/again": Picked(ids=("yes",)),
        "hads/13": DECLINED,
    }
    for instrument, said in (("hads", HADS), ("pss10", PSS10)):
        for number, index in enumerate(said, start=1):
            if index is not None:
                value = INSTRUMENTS[instrument].item(str(number)).values[index]
                kept[f"{instrument}/{number}"] = Chosen(index=index, value=value)
    return kept
