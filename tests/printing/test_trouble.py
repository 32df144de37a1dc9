"""What ails a printer, as a real print system tells of it, and as few words for staff."""

from collections.abc import Callable

import pytest

from distressapp.printing import system
from distressapp.printing.system import JobState
from distressapp.printing.trouble import Trouble, trouble
from tests.patience import until
from tests.printing.cups import Cups
from tests.printing.test_system import nowhere, page, state_of


def of(name: str) -> Trouble | None:
    return next(each.trouble for each in system.queues() if each.name == name)


def soon(is_so: Callable[[], bool]) -> bool:
    until(is_so)
    return True


@pytest.mark.parametrize(
    ("need", "said"),
    [
        ("media-empty-error", Trouble.PAPER),
        ("media-needed-error", Trouble.PAPER),
        ("media-jam-error", Trouble.JAM),
        ("toner-empty-error", Trouble.INK),
        ("cover-open-report", Trouble.OPEN),
        ("offline-report", Trouble.AWAY),
    ],
)
def test_a_printer_says_what_it_needs_and_prints_once_it_has_it(
    cups: Cups, need: str, said: Trouble
) -> None:
    needy = cups.needy("Office")
    needy.needs(need)
    request = system.submit(page("Held"), printer="Office", title="Page 1a2b", paper="a4")
    is_said = soon(lambda: of("Office") is said)
    while_it_needs = state_of(request)

    needy.needs("")
    until(lambda: state_of(request) is JobState.DONE)

    assert is_said
    assert while_it_needs is JobState.PRINTING
    assert soon(lambda: of("Office") is None)
    assert len(needy.pages) == 1


def test_a_printer_that_nobody_answers_for_is_away(cups: Cups) -> None:
    cups.printer("Gone", nowhere(), is_pdf=False)

    system.submit(page("Held"), printer="Gone", title="Page 1a2b", paper="a4")

    assert soon(lambda: of("Gone") is Trouble.AWAY)


def test_a_printer_that_was_stopped_and_one_that_takes_nothing_are_told_apart(cups: Cups) -> None:
    cups.printer("Asleep", nowhere(), is_pdf=False)
    cups.printer("Closed", nowhere(), is_pdf=False)

    cups.run("cupsdisable", "Asleep")
    cups.run("cupsreject", "Closed")

    assert of("Asleep") is Trouble.PAUSED
    assert of("Closed") is Trouble.REFUSES


def test_of_several_needs_the_first_to_see_to_is_named() -> None:
    assert trouble(["connecting-to-device", "media-empty-error"]) is Trouble.PAPER
    assert trouble(["media-jam", "paused"], state=5) is Trouble.JAM
    assert trouble([], state=5, is_accepting=False) is Trouble.PAUSED


def test_an_old_sentence_of_a_printer_that_prints_nothing_is_no_trouble() -> None:
    said = "The printer may not exist or is unavailable at this time."

    assert trouble(["none"], state=4, said=said) is Trouble.AWAY
    assert trouble(["none"], state=3, said=said) is None


def test_what_stops_no_page_is_no_trouble() -> None:
    assert trouble(["none"]) is None
    assert trouble(["media-low-report", "toner-low-warning"]) is None
    assert trouble(["cups-waiting-for-job-completed"]) is None


def test_an_error_without_a_word_of_ours_is_trouble_all_the_same() -> None:
    assert trouble(["fuser-over-temp-error"]) is Trouble.OTHER
