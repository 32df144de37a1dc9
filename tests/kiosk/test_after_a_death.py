"""The kiosk's process dies, the keeper remembers: the same question, and nothing lost."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from distressapp.core.answers import Chosen
from distressapp.core.sitting import NowState, Stop
from distressapp.kiosk.answering import Answer
from distressapp.kiosk.handover import Desk
from distressapp.kiosk.plain import Act
from distressapp.kiosk.stage import Phase
from distressapp.service.memory import DEATHS, OwnMemory
from tests.kiosk.callers import CALLS, COMES, STAFFED, answer, silence
from tests.kiosk.day import Day, day, live_words, settle, tap
from tests.kiosk.disk import full_disk

RATED = {"dt/rating": Chosen(index=7, value=7)}


def died(here: Day, bot: QtBot) -> Day:
    """Its process is gone between two events, and the keeper has started another one."""
    parts = dict(here.house.memory.found())
    here.window.hide()
    here.house.close()
    return day(bot, here.house.folder.root, clock=here.clock, memory=OwnMemory(parts))


def rated(bot: QtBot, tmp_path: Path) -> Day:
    here = day(bot, tmp_path / "clinic", STAFFED)
    here.hand_over()
    here.go_to("rating")
    here.rate(7)
    return here


def test_the_patient_finds_the_same_question_with_what_was_said(
    qtbot: QtBot, tmp_path: Path
) -> None:
    here = rated(qtbot, tmp_path)
    here.next()
    step = here.step

    again = died(here, qtbot)

    assert again.is_in(Phase.SITTING)
    assert again.step == step
    assert again.window.conductor is not None
    assert again.window.conductor.interview.answers == RATED


def test_after_going_back_it_is_the_question_they_went_back_to(
    qtbot: QtBot, tmp_path: Path
) -> None:
    here = rated(qtbot, tmp_path)
    here.next()
    here.back()

    again = died(here, qtbot)

    assert again.step == "rating"


def test_a_sitting_that_went_on_is_scored_as_one(qtbot: QtBot, tmp_path: Path) -> None:
    here = rated(qtbot, tmp_path)
    started = here.window.patient.keeper.running.started  # type: ignore[union-attr]  # sitting
    again = died(here, qtbot)

    tap(again.room.foot.called)

    assert again.last.sitting.stop is Stop.CALLED
    assert dict(again.last.sitting.answers) == RATED
    assert again.last.sitting.started == started
    assert again.taken_in() == [again.last]
    assert again.house.memory.found().keys() & {"running", "place"} == set()


def test_the_size_of_the_letters_stays(qtbot: QtBot, tmp_path: Path) -> None:
    here = rated(qtbot, tmp_path)
    tap(here.room.header.bigger)

    again = died(here, qtbot)

    assert again.window.patient.percent == here.window.patient.percent is not None


def test_a_call_that_sounded_sounds_over_the_sitting(qtbot: QtBot, tmp_path: Path) -> None:
    here = rated(qtbot, tmp_path)
    tap(here.room.foot.now)
    silence(here)

    again = died(here, qtbot)

    assert again.title == CALLS
    assert again.window.calls.state is NowState.SOUNDING
    again.act(Act.GO_ON)
    assert again.step == "rating"


def test_a_press_that_was_not_answered_yet_sounds(qtbot: QtBot, tmp_path: Path) -> None:
    here = rated(qtbot, tmp_path)
    tap(here.room.foot.now)

    again = died(here, qtbot)
    answer(again, Answer.COMING)

    assert again.title == COMES
    tap(again.plain.buttons[Act.GO_ON])
    tap(again.room.foot.called)
    assert "request.now" in again.rules()


def test_who_left_before_the_disk_took_the_end_is_not_shown_again(
    qtbot: QtBot, tmp_path: Path
) -> None:
    here = rated(qtbot, tmp_path)
    with full_disk(here.house.folder.root):
        tap(here.room.foot.called)
        parts = dict(here.house.memory.found())
    here.window.patient.forget()
    here.window.hide()
    here.house.close()

    root = here.house.folder.root
    again = day(qtbot, root, clock=here.clock, memory=OwnMemory(parts))

    assert again.is_in(Phase.REST)
    assert again.closed[0].record.sitting.stop is Stop.CALLED
    assert "You chose" not in live_words()


def test_a_sitting_under_which_it_dies_again_and_again_is_closed(
    qtbot: QtBot, tmp_path: Path
) -> None:
    here = rated(qtbot, tmp_path)
    here.house.memory.put(DEATHS, b"3")

    again = died(here, qtbot)

    assert again.is_in(Phase.REST)
    assert again.last.sitting.stop is Stop.RESTART
    assert dict(again.last.sitting.answers) == RATED


def test_a_sitting_that_ended_is_not_taken_up_again(qtbot: QtBot, tmp_path: Path) -> None:
    here = rated(qtbot, tmp_path)
    parts = dict(here.house.memory.found())
    tap(here.room.foot.called)
    settle()
    here.house.memory = OwnMemory({**dict(here.house.memory.found()), **parts})

    again = died(here, qtbot)

    assert again.is_in(Phase.DESK)
    assert "running" not in again.house.memory.found()


def test_a_patient_who_was_called_away_goes_on_after_it(qtbot: QtBot, tmp_path: Path) -> None:
    here = rated(qtbot, tmp_path)
    tap(here.room.foot.called)

    again = died(here, qtbot)
    again.admit(act=Desk.RESUME)

    assert again.step == "rating"
    assert again.window.conductor is not None
    assert again.window.conductor.interview.answers == RATED


def test_nothing_but_the_place_goes_to_the_keeper_when_one_moves(
    qtbot: QtBot, tmp_path: Path
) -> None:
    here = rated(qtbot, tmp_path)

    place = here.house.memory.found()["place"]

    assert place == b'{"at":"rating","percent":null,"unclosed":null}'
