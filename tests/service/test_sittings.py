import errno
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from distressapp.core.answers import DECLINED, Chosen, Written
from distressapp.core.conclude import Outcome
from distressapp.core.instrument import Band
from distressapp.core.results import State
from distressapp.core.sitting import NowState, Sitting, Stop, Who
from distressapp.core.stores import NotKeptError, StoreError
from distressapp.letterbox.emptying import Emptying
from distressapp.letterbox.letterbox import Letterbox
from distressapp.letterbox.rows import Posted, Row
from distressapp.service.house import House
from distressapp.service.sittings import Running
from tests.clinics import (
    BORN,
    NUMBER,
    Clock,
    closed,
    made,
    opened,
    picked,
    rated,
    said,
    seated,
    settings,
    told,
)


def bands(outcome: Outcome) -> dict[str, Band]:
    return {flag.rule: flag.band for flag in outcome.flags}


def test_what_was_kept_is_scored_and_not_what_the_screen_believes(house: House) -> None:
    running = seated(house)
    running.keep(rated(house, 9))
    believed = replace(told(running), answers={"dt/rating": Chosen(index=0, value=0)})

    outcome = running.close(believed)

    assert outcome.scored["dt"].scores["rating"].value == 9
    assert bands(outcome)["dt.rating.8"] is Band.SOON


def test_an_answer_that_was_taken_back_does_not_score(house: House) -> None:
    running = seated(house)
    running.keep(rated(house, 9))
    running.keep(said(house, "dt/rating", None))

    outcome = closed(house, running)

    assert outcome.scored["dt"].scores["rating"].state is State.NOT_SCORED
    assert running.closed is not None
    assert len(running.closed.record.sitting.revisions) == 2


def test_every_kind_of_answer_comes_back_as_it_was_given(house: House) -> None:
    running = seated(house)
    words = Written(text="\N{GREEK SMALL LETTER ALPHA}\u0301 <b>\ud83d", language="el")
    running.keep(picked(house, "dt/practical", "practical.money", "practical.other"))
    running.keep(said(house, "dt/practical.other", words))
    running.keep(said(house, "hads/1", DECLINED))
    running.keep(picked(house, "sitting/language", "el"))

    closed(house, running)

    assert running.closed is not None
    sitting = running.closed.record.sitting
    assert sitting.answers["dt/practical.other"] == words
    assert sitting.answers["hads/1"] is DECLINED
    assert sitting.language == "el"
    assert sitting.who is Who.SELF


def test_the_end_leaves_one_entry_no_rows_and_no_key(house: House) -> None:
    running = seated(house)
    running.keep(rated(house, 4))

    closed(house, running)

    emptying = Emptying(house.folder.letterbox)
    (entry,) = emptying.batch(10)
    assert entry.sitting == running.plan.sitting
    assert entry.ticket == running.plan.ticket
    assert emptying.drafts() == ()
    assert len(entry.sealed) % 64 == 48  # a sealed box adds 48 bytes to a multiple of 64
    emptying.close()


def test_closing_twice_makes_one_entry(house: House) -> None:
    running = seated(house)

    first, second = closed(house, running), closed(house, running)

    assert first is second
    assert house.letterbox.head.number == 1


def test_a_sitting_without_a_stop_is_not_closed(house: House) -> None:
    running = seated(house)

    with pytest.raises(ValueError, match="stop"):
        running.close(replace(told(running), stop=None))


def test_a_closed_sitting_holds_back_the_same_day(house: House) -> None:
    house.recent = replace(house.recent, key=b"k" * 32, is_known=True)
    running = seated(house)
    for item in house.instruments["hads"].items:
        running.keep(said(house, f"hads/{item.id}", Chosen(index=0, value=item.values[0])))
    closed(house, running)

    again = seated(house)

    assert again.plan.held_back == {"hads": date(2026, 3, 2)}
    assert "pss10" in again.plan.instruments


def test_not_today_is_said_by_the_answers_and_clears_nothing(house: House) -> None:
    running = seated(house)
    running.keep(rated(house, 9))
    running.keep(picked(house, "sitting/not_today", "yes"))

    outcome = closed(house, running, Stop.IDLE)

    assert [flag.rule for flag in outcome.flags] == ["dt.rating.8"]
    assert running.closed is not None
    assert running.closed.record.sitting.stop is Stop.NOT_TODAY


def test_what_was_shown_survives_and_a_blank_rating_is_flagged(house: House) -> None:
    running = seated(house)
    running.note(("welcome", "rating"))
    running.note(("welcome", "rating", "concerns.practical"), steppers_used=True)
    running.note(("welcome",))

    outcome = closed(house, running, Stop.CALLED)

    assert "dt.blank" in bands(outcome)
    assert running.closed is not None
    sitting = running.closed.record.sitting
    assert sitting.shown == ("welcome", "rating", "concerns.practical")
    assert sitting.steppers_used


class FailingLetterbox(Letterbox):
    """A real letterbox on a disk that fails when it is told to."""

    is_failing = False
    commits = 0

    def keep(self, sitting: str, rows: list[Row]) -> None:  # type: ignore[override]  # a list is what is kept
        if self.is_failing:
            raise StoreError(f"errno {errno.ENOSPC}", advice="Free some space.")
        self.commits += 1
        super().keep(sitting, rows)


@pytest.fixture
def failing(house: House) -> FailingLetterbox:
    house.letterbox.close()
    found = FailingLetterbox(house.folder.letterbox)
    house.letterbox = found
    return found


def test_one_answer_is_one_commit(house: House, failing: FailingLetterbox) -> None:
    running = seated(house)

    running.keep(rated(house, 3))
    running.keep(rated(house, 4))

    assert failing.commits == 2


def test_what_was_not_kept_is_kept_first_when_the_disk_returns(
    house: House, failing: FailingLetterbox
) -> None:
    running = seated(house)
    running.keep(rated(house, 3))
    failing.is_failing = True
    with pytest.raises(NotKeptError, match="errno"):
        running.keep(rated(house, 9))
    running.note(("rating",))
    with pytest.raises(NotKeptError):
        running.retry()
    with pytest.raises(NotKeptError):
        running.close(told(running))

    failing.is_failing = False
    running.keep(said(house, "dt/practical", None))
    outcome = closed(house, running)

    assert outcome.scored["dt"].scores["rating"].value == 9
    assert failing.commits == 2


def test_a_disk_that_returned_needs_no_further_answer(
    house: House, failing: FailingLetterbox
) -> None:
    running = seated(house)
    failing.is_failing = True
    with pytest.raises(NotKeptError):
        running.keep(rated(house, 9))

    failing.is_failing = False
    running.retry()
    running.retry()

    assert failing.commits == 1
    assert len(failing.rows(running.plan.sitting)) == 1


def test_a_row_that_was_changed_is_never_scored(house: House) -> None:
    running = seated(house)
    running.keep(rated(house, 3))
    running.keep(rated(house, 9))
    rows = house.letterbox.rows(running.plan.sitting)
    house.letterbox.keep(running.plan.sitting, [Row(number=2, sealed=rows[0].sealed)])

    with pytest.raises(Exception, match="does not open"):
        running.close(told(running))

    house.letterbox.keep(running.plan.sitting, [rows[1]])
    assert closed(house, running).scored["dt"].scores["rating"].value == 9


def test_a_press_stands_in_the_result_even_where_the_screen_forgot_it(house: House) -> None:
    running = seated(house)
    running.raise_now()
    running.now_sounds()

    outcome = closed(house, running, Stop.RESTART)

    assert bands(outcome)["request.now"] is Band.NOW
    assert running.closed is not None
    assert running.closed.record.sitting.now is NowState.SOUNDING


def test_a_press_that_was_taken_back_leaves_a_talk(house: House) -> None:
    running = seated(house)
    running.raise_now()
    running.withdraw_now()

    outcome = closed(house, running)

    assert bands(outcome)["request.now_withdrawn"] is Band.TALK
    assert "request.now" not in bands(outcome)


def test_the_result_says_what_it_was_made_with(house: House) -> None:
    running = seated(house)
    closed(house, running)

    assert running.closed is not None
    stamped = running.closed.record.stamped
    assert set(stamped.definitions) == {"dt", "hads", "pss10"}
    assert stamped.wordings["hads"].startswith("practice en ")
    assert len(stamped.settings) == 64
    assert running.closed.record.given.record_number == NUMBER
    assert running.closed.record.given.born == BORN
    assert running.started == house.clock()


def test_times_are_those_of_the_answers(house: House, clock: Clock) -> None:
    running = seated(house)
    began = clock()
    clock.forward(minutes=2)
    running.keep(rated(house, 3))
    clock.forward(minutes=3)

    closed(house, running)

    assert running.closed is not None
    sitting: Sitting = running.closed.record.sitting
    assert sitting.started == began
    assert (sitting.revisions[0].at - began).seconds == 120
    assert sitting.stopped == clock()


def test_a_posted_entry_tells_nothing_in_clear(house: House) -> None:
    running = seated(house)
    running.keep(said(house, "dt/practical.other", Written(text="CANARYWORDS", language="en")))
    content = b"".join(each.read_bytes() for each in house.folder.root.glob("letterbox*"))
    closed(house, running)
    after = b"".join(each.read_bytes() for each in house.folder.root.glob("**/*.*"))

    for canary in (b"CANARYWORDS", NUMBER.encode(), b"1950-03-01", b"dt/practical"):
        assert canary not in content
        assert canary not in after


def test_an_opening_cannot_be_read_back_by_the_kiosk(house: House) -> None:
    running: Running = seated(house)
    emptying = Emptying(house.folder.letterbox)

    ((opening, rows),) = emptying.drafts()

    assert rows == ()
    assert opening.key_id == house.public.id
    assert running.plan.sitting.encode() not in opening.sealed
    assert not isinstance(opening, Posted)
    emptying.close()


def test_the_language_that_is_recorded_is_one_that_has_words(tmp_path: Path) -> None:
    wanted = replace(settings(), languages=("tlh", "en"))
    house = opened(made(tmp_path / "clinic", wanted))
    running = seated(house)

    running.close(told(running))

    assert running.closed is not None
    assert running.closed.record.sitting.language == "en"
    assert running.closed.record.stamped.wordings["dt"].startswith("own en")
    house.close()
