"""The page of what was tried says what the tests try, and nothing else."""

from tests.x11.escape.attempts import ALL, attempts
from tests.x11.escape.surfaces import SURFACES
from tests.x11.escape.table import PAGE, page

FEWEST = 60


def test_the_page_shows_every_attempt_and_what_became_of_it() -> None:
    text = PAGE.read_text(encoding="utf-8")

    assert page(text) == text


def test_every_attempt_has_a_name_of_its_own_and_a_screen_that_exists() -> None:
    found = list(attempts())

    assert len({each.name for each in found}) == len(found) >= FEWEST
    assert {each for attempt in found for each in attempt.surfaces} == set(ALL)
    assert tuple(each.name for each in SURFACES) == ALL
