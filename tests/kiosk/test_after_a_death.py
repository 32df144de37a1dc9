"""The kiosk's process dies, the keeper remembers: the same question, and nothing lost."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from distressapp.core.answers import Chosen
from distressapp.core.sitting import NowState, Stop
from distressapp.kiosk import patient
from distressapp.kiosk.answering import Answer
from distressapp.kiosk.handover import Desk
from distressapp.kiosk.plain import Act
from distressapp.kiosk.stage import Phase
from distressapp.letterbox.rows import Urgency
from distressapp.service.memory import OwnMemory
from distressapp.service.pauses import waiting
from distressapp.service.relayed import DEATHS
from tests.clinics import NUMBER
from tests.kiosk.callers import CALLS, COMES, STAFFED, answer, silence
from tests.kiosk.day import Day, day, live_words, settle, tap
from tests.kiosk.disk import full_disk

RATED = {"dt/rating": Chosen(index=7, value=7)}


def died(here: Day, bot: QtBot, *, is_refused: bool = False) -> Day:
    """Its process is gone between two events, and the keeper has started another one."""
    memory = OwnMemory(dict(here.house.memory.found()))
    here.end()
    root = here.house.folder.root
    return day(bot, root, clock=here.clock, memory=memory, is_refused=is_refused)


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
    here.end()

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


def test_no_room_is_built_under_which_it_died_again_and_again(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = rated(qtbot, tmp_path)
    here.house.memory.put(DEATHS, b"3")
    monkeypatch.setattr(patient, "PatientRoom", None)

    again = died(here, qtbot)

    assert again.last.sitting.stop is Stop.RESTART


def test_who_was_gone_stays_gone_however_often_it_dies(qtbot: QtBot, tmp_path: Path) -> None:
    here = rated(qtbot, tmp_path)
    with full_disk(here.house.folder.root):
        tap(here.room.foot.called)
    again = died(here, qtbot, is_refused=True)
    shown = live_words()

    last = died(again, qtbot)

    assert "You chose" not in shown
    assert last.is_in(Phase.REST)
    assert last.closed[0].record.sitting.stop is Stop.CALLED


def test_a_sitting_of_another_day_is_scored_and_not_shown(qtbot: QtBot, tmp_path: Path) -> None:
    here = rated(qtbot, tmp_path)
    here.clock.forward(days=1)

    again = died(here, qtbot)

    assert again.is_in(Phase.REST)
    assert dict(again.last.sitting.answers) == RATED


def test_what_another_version_remembered_is_left_to_take_in(qtbot: QtBot, tmp_path: Path) -> None:
    here = rated(qtbot, tmp_path)
    here.house.memory.put("running", b'{"schema":0}')

    again = died(here, qtbot)

    assert again.is_in(Phase.DESK)
    assert "running" not in again.house.memory.found()


def test_a_call_that_the_full_disk_refused_sounds_after_it(qtbot: QtBot, tmp_path: Path) -> None:
    here = rated(qtbot, tmp_path)
    with full_disk(here.house.folder.root):
        tap(here.room.foot.now)
        silence(here)
        parts = dict(here.house.memory.found())

    again = died(here, qtbot)

    assert any(name.startswith("call/") for name in parts)
    assert again.window.calls.state is NowState.SOUNDING
    assert [each.urgency for each in again.calls()] == [Urgency.SOUNDING]
    assert not any(name.startswith("call/") for name in again.house.memory.found())


def test_a_call_without_a_sitting_that_the_disk_refused_sounds_too(
    qtbot: QtBot, tmp_path: Path
) -> None:
    here = day(qtbot, tmp_path / "clinic", STAFFED)
    with full_disk(here.house.folder.root):
        tap(here.desk.buttons[Desk.NOW])

    again = died(here, qtbot)

    assert again.window.calls.state is NowState.SOUNDING
    assert [each.urgency for each in again.calls()] == [Urgency.SOUNDING]


def test_who_asks_again_after_it_reads_that_someone_is_coming(qtbot: QtBot, tmp_path: Path) -> None:
    here = rated(qtbot, tmp_path)
    tap(here.room.foot.now)
    silence(here)
    answer(here, Answer.COMING)

    again = died(here, qtbot)
    tap(again.room.foot.now)

    assert again.title == COMES
    assert [each.urgency for each in again.calls()] == [Urgency.SILENCED]


def test_what_was_scored_today_is_held_back_after_it(qtbot: QtBot, tmp_path: Path) -> None:
    here = rated(qtbot, tmp_path)
    tap(here.room.foot.called)
    before = here.house.recent.of(NUMBER)

    again = died(here, qtbot)

    assert again.house.recent.of(NUMBER) == before != {}
    assert again.house.recent.is_known == here.house.recent.is_known


def test_a_resume_that_a_death_cut_short_goes_on_and_waits_no_more(
    qtbot: QtBot, tmp_path: Path
) -> None:
    here = rated(qtbot, tmp_path)
    tap(here.room.foot.called)
    waiting_parts = dict(here.house.memory.found())
    here.act(Act.STAFF)
    here.window.show_desk()
    here.admit(act=Desk.RESUME)
    here.house.memory = OwnMemory({**waiting_parts, **dict(here.house.memory.found())})

    again = died(here, qtbot)

    assert again.step == "rating"
    assert waiting(again.house) == 0


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
