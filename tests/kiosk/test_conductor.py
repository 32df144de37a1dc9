"""The conductor alone: what is said is kept before anything moves, and an end is an end."""

from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from distressapp.core.answers import DECLINED, Chosen, Picked
from distressapp.core.errors import ExpectedError, NotOnOfferError, UnknownItemError
from distressapp.core.sitting import Stop
from tests.kiosk.shelf import Shelf, conductor

SIX = Chosen(index=6, value=6)
NINE = Chosen(index=9, value=9)


def has_noted(shelf: Shelf, count: int) -> bool:
    return len(shelf.noted) == count


def test_an_answer_is_kept_before_anybody_hears_that_it_changed(qtbot: QtBot) -> None:
    shelf = Shelf()
    moving = conductor("rating", shelf)
    seen: list[int] = []
    moving.changed.connect(lambda _interview: seen.append(len(shelf.kept)))

    with qtbot.waitSignal(moving.changed):
        moving.say("dt/rating", SIX)

    assert seen == [1]
    assert shelf.kept[0].answer == SIX


def test_next_waits_while_an_answer_is_not_kept(qtbot: QtBot) -> None:
    shelf = Shelf(is_full=True)
    moving = conductor("rating", shelf)

    with qtbot.waitSignal(moving.troubled) as told, qtbot.assertNotEmitted(moving.moved):
        moving.say("dt/rating", SIX)
        moving.forward()

    assert told.args is not None
    assert isinstance(told.args[0], ExpectedError)
    assert moving.interview.at == "rating"
    assert moving.interview.answers["dt/rating"] == SIX


def test_what_waited_is_kept_later_in_the_order_it_was_said(qtbot: QtBot) -> None:
    shelf = Shelf(is_full=True)
    moving = conductor("rating", shelf)
    moving.say("dt/rating", SIX)
    moving.say("dt/rating", NINE)
    moving.say("dt/rating", None)
    shelf.is_full = False

    with qtbot.waitSignals([moving.mended, moving.moved]):
        moving.forward()

    assert [each.answer for each in shelf.kept] == [SIX, NINE, None]
    assert moving.interview.at == "concerns.physical"


def test_mended_is_told_once_and_only_after_trouble(qtbot: QtBot) -> None:
    moving = conductor("rating", Shelf())

    with qtbot.assertNotEmitted(moving.mended):
        moving.say("dt/rating", SIX)
        moving.forward()


def test_an_answer_that_is_not_offered_changes_and_keeps_nothing() -> None:
    shelf = Shelf()
    moving = conductor("rating", shelf)

    with pytest.raises(NotOnOfferError):
        moving.say("dt/rating", Chosen(index=6, value=7))
    with pytest.raises(UnknownItemError):
        moving.say("dt/weather", SIX)

    assert moving.interview.answers == {}
    assert shelf.kept == []


def test_what_hangs_on_an_answer_is_taken_back_with_it_in_what_is_kept() -> None:
    shelf = Shelf()
    moving = conductor("concerns.physical", shelf)
    moving.say("dt/physical", Picked(ids=("physical.pain",)))
    moving.say("help/physical.pain", Picked(ids=("leaflet",)))

    moving.say("dt/physical", None)

    assert {each.key for each in shelf.kept[-2:]} == {"dt/physical", "help/physical.pain"}
    assert [each.answer for each in shelf.kept[-2:]] == [None, None]


@pytest.mark.parametrize("how", [Stop.CALLED, Stop.IDLE, Stop.RESTART, Stop.CLOSING])
def test_after_the_end_nothing_is_said_moved_or_closed_again(qtbot: QtBot, how: Stop) -> None:
    shelf = Shelf()
    moving = conductor("rating", shelf)
    assert moving.stop(how)

    with (
        qtbot.assertNotEmitted(moving.moved),
        qtbot.assertNotEmitted(moving.changed),
        qtbot.assertNotEmitted(moving.ended),
    ):
        moving.say("dt/rating", SIX)
        moving.forward()
        moving.back()
        moving.decline_today()
        assert moving.stop(Stop.FINISHED)

    assert shelf.kept == []
    assert [each.stop for each in shelf.closed] == [how]


def test_a_sitting_that_cannot_be_closed_is_still_open_and_closes_later(qtbot: QtBot) -> None:
    shelf = Shelf(is_full=True)
    moving = conductor("talk", shelf)

    with qtbot.assertNotEmitted(moving.ended):
        moving.forward()
    assert not moving.is_ended
    assert moving.interview.at == "talk"
    shelf.is_full = False
    moving.forward()

    assert moving.is_ended
    assert moving.interview.at == "thanks"
    assert [each.stop for each in shelf.closed] == [Stop.FINISHED]


@pytest.mark.parametrize("how", [Stop.CALLED, Stop.IDLE])
def test_who_is_called_or_put_it_down_may_go_on_at_the_step_that_was_up(how: Stop) -> None:
    shelf = Shelf()
    moving = conductor("hads.6", shelf)

    moving.stop(how)

    assert shelf.paused_at == "hads.6"


def test_stopping_at_the_checkpoint_thanks_at_once() -> None:
    shelf = Shelf()
    moving = conductor("checkpoint", shelf)

    moving.stop_here()

    assert moving.interview.at == "thanks"
    assert [each.stop for each in shelf.closed] == [Stop.CHECKPOINT]


def test_a_checkpoint_that_cannot_be_closed_does_not_thank() -> None:
    moving = conductor("checkpoint", Shelf(is_full=True))

    moving.stop_here()

    assert moving.interview.at == "checkpoint"


def test_what_is_shown_is_noted_with_each_step(qtbot: QtBot) -> None:
    shelf = Shelf()
    moving = conductor("rating", shelf)

    for nth, go in enumerate((moving.forward, moving.back), start=1):
        go()
        assert len(shelf.noted) == nth - 1, "the question waits for no disk"
        qtbot.waitUntil(partial(has_noted, shelf, nth))

    assert shelf.noted[0][-1] == "concerns.physical"
    assert len(shelf.noted) == 2


def test_steppers_are_remembered_to_the_end() -> None:
    shelf = Shelf()
    moving = conductor("rating", shelf)

    moving.use_steppers()
    moving.stop(Stop.IDLE)

    assert shelf.steppers_used
    assert shelf.closed[0].steppers_used


def test_the_end_tells_who_answered_what_and_how_it_stopped() -> None:
    shelf = Shelf()
    moving = conductor("welcome", shelf)
    moving.say("sitting/language", Picked(ids=("en",)))
    moving.say("dt/rating", DECLINED)

    moving.stop(Stop.CLOSING)

    told = shelf.closed[0]
    assert (told.stop, told.language) == (Stop.CLOSING, "en")
    assert told.answers["dt/rating"] == DECLINED
    assert [each.key for each in told.revisions] == ["sitting/language", "dt/rating"]
    assert told.stopped is not None
    assert told.stopped >= told.started


def test_a_reason_for_not_today_falls_when_the_patient_goes_back() -> None:
    shelf = Shelf()
    moving = conductor("why", shelf)
    moving.decline_today()
    moving.say("sitting/not_today.because", Picked(ids=("no_time",)))

    moving.back()

    assert moving.interview.at == "why"
    assert moving.interview.answers == {}
    assert shelf.kept[-1].answer is None
