"""A patient who wants out of the kiosk, on three kinds of screens: nothing leads out."""

from collections.abc import Iterator
from itertools import groupby

from tests.rigs.rounds import is_full, rounds
from tests.x11.escape.attempts import Attempt, Outcome, attempts
from tests.x11.escape.conftest import ANSWER
from tests.x11.escape.surfaces import Surface
from tests.x11.escape.watching import Watch
from tests.x11.kiosk import Kiosk


def looks(surface: Surface) -> Iterator[list[Attempt]]:
    """What is tried between two looks at the screen: one thing, or a few in a hurry."""
    for (_group, outcome), members in groupby(
        attempts(), key=lambda each: (each.group, each.outcome)
    ):
        tried = [each for each in members if surface.name in each.surfaces]
        # What takes the kiosk away for a moment is let go of before the next thing is tried.
        most = 1 if outcome is Outcome.BACK else rounds(fast=8, full=1)
        yield from (tried[at : at + most] for at in range(0, len(tried), most))


def test_nothing_a_patient_tries_leads_out_of_the_kiosk(seated: Kiosk, surface: Surface) -> None:
    watch = Watch(kiosk=seated, answer=ANSWER, is_full=is_full())

    found = [watch.after(*each) for each in looks(surface)]

    assert [each for each in found if each] == []
    assert watch.complaint_of(seated.look()) == ""
