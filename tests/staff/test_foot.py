"""What was done is said in place with its undo; long work has progress and Cancel."""

from collections.abc import Iterator

from pytestqt.qtbot import QtBot

from distressapp.core.errors import ExpectedError
from distressapp.staff.desk import Desk, Done, Place
from distressapp.staff.foot import Notice, Working
from distressapp.staff.shell import Shell
from tests.staff.probe import ProbeScreen
from tests.staff.room import window_of
from tests.ui.hands import tap


def shell(desk: Desk) -> Shell:
    found = window_of(desk).shell
    assert found is not None
    return found


def notice(desk: Desk) -> Notice:
    return shell(desk).notice


def working(desk: Desk) -> Working:
    return shell(desk).working


def steps(count: int, told: list[str]) -> Iterator[Done]:
    try:
        for each in range(count):
            told.append("step")
            yield Done(done=each + 1, of=count)
    finally:
        told.append("closed")


def endless(told: list[str]) -> Iterator[Done]:
    try:
        while True:
            told.append("step")
            yield Done(done=1, of=0)
    finally:
        told.append("closed")


def test_what_was_done_is_said_and_taken_back(desk: Desk) -> None:
    undone: list[str] = []

    desk.say("Noted.", undo=lambda: undone.append("undone"))
    tap(notice(desk).undo)

    assert undone == ["undone"]
    assert not notice(desk).isVisible()


def test_what_cannot_be_taken_back_offers_no_undo(desk: Desk) -> None:
    desk.say("Noted.", undo=lambda: None)
    desk.say("Printed.")

    assert notice(desk).words.text() == "Printed."
    assert not notice(desk).undo.isVisible()


def test_an_undo_that_fails_says_so(desk: Desk) -> None:
    def fail() -> None:
        raise ExpectedError("It was changed meanwhile", advice="Look at it again.")

    desk.say("Noted.", undo=fail)
    tap(notice(desk).undo)

    assert notice(desk).words.text() == "It was changed meanwhile. Look at it again."


def test_markup_in_a_sentence_is_shown_as_it_is(desk: Desk) -> None:
    desk.say("<b>Anna</b> & <img src=x>")

    assert notice(desk).words.text() == "<b>Anna</b> & <img src=x>"
    assert notice(desk).words.textFormat().name == "PlainText"


def test_work_goes_on_step_by_step_to_its_end(bot: QtBot, desk: Desk) -> None:
    told: list[str] = []

    desk.work(steps(40, told), "Reading the list", lambda: told.append("then"))
    assert working(desk).isVisible()
    bot.waitUntil(lambda: "then" in told)

    assert told.count("step") == 40
    assert not working(desk).isVisible()


def test_cancel_closes_the_work_and_nothing_follows(bot: QtBot, desk: Desk) -> None:
    told: list[str] = []
    desk.work(endless(told), "Reading the list", lambda: told.append("then"))
    bot.waitUntil(lambda: "step" in told)

    tap(working(desk).cancel)

    assert told[-1] == "closed"
    assert "then" not in told
    assert not working(desk).is_busy


def test_the_window_moves_while_work_goes_on(bot: QtBot, desk: Desk) -> None:
    told: list[str] = []
    desk.work(endless(told), "Reading the list", lambda: None)

    bot.waitUntil(lambda: told.count("step") > 100)
    before = len(told)
    bot.waitUntil(lambda: len(told) > before)

    tap(working(desk).cancel)


def test_nobody_walks_away_from_work(bot: QtBot, desk: Desk, probe: ProbeScreen) -> None:
    told: list[str] = []
    place = desk.place
    assert probe.isVisible()
    desk.work(endless(told), "Reading the list", lambda: None)
    bot.waitUntil(lambda: "step" in told)

    desk.go(Place(screen="today"))

    assert desk.place == place
    assert "still going on" in notice(desk).words.text()
    tap(working(desk).cancel)


def test_work_that_fails_says_why(bot: QtBot, desk: Desk) -> None:
    def failing() -> Iterator[Done]:
        yield Done(done=1, of=3)
        raise ExpectedError("Line 7 cannot be read", advice="Look at it, and try again.")

    desk.work(failing(), "Reading the list", lambda: None)
    bot.waitUntil(lambda: notice(desk).isVisible())

    assert notice(desk).words.text() == "Line 7 cannot be read. Look at it, and try again."
    assert not working(desk).is_busy


def test_the_foot_says_nothing_while_all_is_printed(desk: Desk) -> None:
    assert not shell(desk).queue.isVisible()
