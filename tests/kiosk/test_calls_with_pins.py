"""Calls for help while somebody is signed in: a name, and the PIN that proves it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from distressapp.bootstrap import open_vault
from distressapp.core.journal import parsed
from distressapp.core.pin import MOST
from distressapp.core.sitting import NowState
from distressapp.kiosk.answering import NAME, PIN, Answer
from distressapp.kiosk.handover import Desk
from distressapp.kiosk.plain import Act
from distressapp.letterbox.rows import Urgency
from distressapp.service.calls import acknowledge_now, attend_now
from distressapp.service.memory import KeptMemory, Member
from distressapp.service.takein import take_in
from distressapp.ui.widgets.writing import DOT
from tests.clinics import PASSPHRASE
from tests.keeper import beside
from tests.kiosk.callers import COMES, STAFFED, silence, urgency
from tests.kiosk.day import Day, day, settle, tap
from tests.kiosk.disk import full_disk

NURSE = Member(id=beside.MEMBER, name="Ana Ito")


@pytest.fixture
def memory() -> Iterator[KeptMemory]:
    with beside.signed_in("Ana Ito", "Ben Okoye") as found:
        yield found


@pytest.fixture
def here(qtbot: QtBot, tmp_path: Path, memory: KeptMemory) -> Day:
    """A patient has called, and staff open the page to answer."""
    found = day(qtbot, tmp_path / "clinic", STAFFED, memory=memory)
    found.hand_over()
    found.go_to("rating")
    tap(found.room.foot.now)
    silence(found)
    found.act(Act.STAFF)
    return found


def answer(here: Day, pin: str, how: Answer = Answer.COMING) -> None:
    tap(here.form.names[0])
    here.form.fields[PIN].show_text(pin)
    tap(here.form.buttons[how])


def who_acknowledged(here: Day) -> str:
    """The member in the entry, as staff find it."""
    vault = open_vault(here.house, PASSPHRASE)
    try:
        take_in(here.house, vault)
        entries = vault.entries(here.house.letterbox.head.writer)
        found = [each.entry for each in entries if each.entry.kind == "now.acknowledged"]
        return str(parsed(found[-1].payload)["member"])
    finally:
        vault.close()


def test_the_right_pin_silences_and_the_entry_names_the_member(here: Day) -> None:
    answer(here, beside.PIN)

    assert here.title == COMES
    assert urgency(here) == [Urgency.SILENCED]
    assert who_acknowledged(here) == beside.MEMBER


def test_a_wrong_pin_silences_nothing_and_is_gone_from_the_page(here: Day) -> None:
    answer(here, "000001")

    assert here.form.message.text() == "That is not the PIN. Type it again."
    assert here.form.text(PIN) == ""
    assert urgency(here) == [Urgency.SOUNDING]
    assert here.window.calls.state is NowState.SOUNDING


def test_a_name_nobody_signed_in_with_is_told(here: Day) -> None:
    here.form.fields[NAME].show_text("Cara Lind")
    tap(here.form.buttons[Answer.COMING])

    assert "Nobody of that name is signed in" in here.form.message.text()


def test_five_wrong_pins_let_even_the_right_one_wait(here: Day) -> None:
    for _ in range(MOST // 2):
        answer(here, "000001")

    answer(here, beside.PIN)

    assert "wait" in here.form.message.text()
    assert urgency(here) == [Urgency.SOUNDING]


def test_the_pin_shows_as_dots_to_eyes_and_to_a_reader(here: Day) -> None:
    field = here.form.fields[PIN]

    field.show_text("271828")

    assert field.accessibleDescription() == DOT * 6
    assert field.text == "271828"


def test_an_answer_in_another_room_is_seen_here(here: Day) -> None:
    tap(here.form.buttons[Answer.BACK])

    call_id = here.window.calls.call_id
    acknowledge_now(here.house, call_id, by=NURSE)
    here.window.look_at_call(call_id)
    settle()

    assert here.title == COMES
    assert here.window.calls.state is NowState.ACKNOWLEDGED


def test_a_call_that_ended_in_another_room_lets_the_patient_go_on(here: Day) -> None:
    tap(here.form.buttons[Answer.BACK])

    call_id = here.window.calls.call_id
    attend_now(here.house, call_id, by=NURSE, how=NowState.WITH_PATIENT)
    here.window.look_at_call(call_id)
    settle()

    assert here.step == "rating"
    assert not here.window.calls.is_open


def test_looking_again_at_a_call_that_still_sounds_changes_nothing(here: Day) -> None:
    tap(here.form.buttons[Answer.BACK])

    here.window.look_at_call(here.window.calls.call_id)
    settle()

    assert here.step == "rating"
    assert here.window.calls.state is NowState.SOUNDING


def test_news_of_another_call_silences_nothing(here: Day) -> None:
    tap(here.form.buttons[Answer.BACK])

    here.window.look_at_call("ef" * 16)
    settle()

    assert here.window.calls.state is NowState.SOUNDING


def test_a_call_the_disk_did_not_take_is_not_silenced_by_news_of_it(
    qtbot: QtBot, tmp_path: Path, memory: KeptMemory
) -> None:
    here = day(qtbot, tmp_path / "full", STAFFED, memory=memory)
    with full_disk(here.house.folder.root):
        tap(here.desk.buttons[Desk.NOW])
        silence(here)
        here.window.look_at_call(here.window.calls.call_id)
        settle()

    assert here.window.calls.state is NowState.SOUNDING
