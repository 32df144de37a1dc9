"""A call for help over every screen and over the locked door, until somebody is there."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from distressapp.bootstrap import sign_in
from distressapp.channel import Channel
from distressapp.core.sitting import NowState, Use
from distressapp.core.stores import StoreError
from distressapp.letterbox.rows import Urgency
from distressapp.service.calls import Press, acknowledge_now, attend_now, post_now
from distressapp.service.memory import Member
from distressapp.service.shift import Shift
from distressapp.settings import Now
from distressapp.staff import calls
from distressapp.staff.alerts import CallRow
from distressapp.staff.calls import ASKED_NS, BACKUP_NS
from distressapp.staff.widgets.fields import TextField
from distressapp.staff.widgets.style import TOUCH
from distressapp.staff.window import StaffWindow
from distressapp.vault import lists
from tests.clinics import PASSPHRASE, Clock, copied, opened, settings
from tests.keeper import beside
from tests.keeper.beside import PIN, Monotonic
from tests.staff import room
from tests.staff.conftest import known_probe
from tests.ui.hands import press, tap, write


@pytest.fixture
def time() -> Monotonic:
    return Monotonic()


@pytest.fixture
def keeper(time: Monotonic) -> Iterator[Channel]:
    with beside.staff_end(time) as found:
        yield found


@pytest.fixture
def window(bot: QtBot, tmp_path: Path, keeper: Channel, time: Monotonic) -> Iterator[StaffWindow]:
    """At its door; two people are named for a call."""
    named = Now(responder="Rosa Lind", backup="Ben Sample")
    house = opened(copied(tmp_path / "clinic", replace(settings(Use.REHEARSAL), now=named)))
    found = room.window(house, keeper=keeper, clock_ns=time)
    bot.addWidget(found)
    yield found
    found.close()
    house.close()


def come_in(window: StaffWindow, keeper: Channel, time: Monotonic) -> Shift:
    shift = Shift(window.house, sign_in(window.house, PASSPHRASE), keeper, clock_ns=time)
    shift.choose_pin(PIN)
    window.porter.shifts[shift.name] = shift
    window.enter(shift)
    return shift


def called(window: StaffWindow, ticket: str = "lantern") -> Press:
    found = post_now(window.house, ticket=ticket)
    found.raise_now()
    found.now_sounds()
    return found


def row_of(window: StaffWindow, call: Press) -> CallRow:
    window.watch.look()
    return window.strip.rows[call.id]


def urgency(window: StaffWindow, call: Press) -> Urgency:
    return {each.id: each.urgency for each in window.house.letterbox.calls()}[call.id]


def test_a_call_stands_over_any_screen_within_two_seconds(
    bot: QtBot,
    window: StaffWindow,
    keeper: Channel,
    time: Monotonic,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    come_in(window, keeper, time)
    assert window.desk is not None
    window.desk.go(known_probe(monkeypatch))

    call = called(window)
    bot.waitUntil(lambda: call.id in window.strip.rows)

    row = window.strip.rows[call.id]
    assert row.isVisible()
    assert row.ticket.text() == "lantern"
    assert row.words.text() == "Rosa Lind, please come: somebody asks for help now."
    assert calls.LOOK_MS <= 1_000, "it is drawn in the other second"


def test_a_call_stands_over_the_locked_door_too(bot: QtBot, window: StaffWindow) -> None:
    window.begin()

    call = called(window)
    bot.waitUntil(lambda: call.id in window.strip.rows)

    assert window.strip.isVisible()


def asked(window: StaffWindow) -> Press:
    found = post_now(window.house, ticket="lantern")
    found.raise_now()
    window.watch.look()
    return found


def test_nobody_is_called_while_the_patient_is_asked_whether_to(
    window: StaffWindow, time: Monotonic
) -> None:
    window.begin()

    asked(window)
    time.ns += ASKED_NS - 1
    window.watch.look()

    assert window.watch.open == ()
    assert not window.strip.isVisible()


def test_a_patient_who_says_yes_is_heard_at_the_next_look(
    window: StaffWindow, time: Monotonic
) -> None:
    window.begin()
    call = asked(window)
    time.ns += 1

    call.now_sounds()

    assert row_of(window, call).coming.isVisible()
    assert [each.waiting_ns for each in window.watch.open] == [0]


def test_a_patient_who_goes_back_is_never_on_the_strip(
    window: StaffWindow, time: Monotonic
) -> None:
    window.begin()
    call = asked(window)

    call.withdraw_now()
    time.ns += ASKED_NS
    window.watch.look()

    assert window.strip.rows == {}


def test_a_press_that_no_kiosk_follows_up_is_heard_by_itself(
    window: StaffWindow, time: Monotonic
) -> None:
    window.begin()
    call = asked(window)

    time.ns += ASKED_NS

    row = row_of(window, call)
    assert row.coming.isVisible()
    tap(row.with_patient)
    assert window.strip.proof is not None


def test_a_press_of_yesterday_is_heard_at_once(bot: QtBot, tmp_path: Path, time: Monotonic) -> None:
    clock = Clock()
    house = opened(copied(tmp_path / "clinic", settings(Use.REHEARSAL), clock), clock)
    post_now(house, ticket="lantern").raise_now()
    clock.forward(days=1)
    window = room.window(house, clock_ns=time)
    bot.addWidget(window)

    window.watch.look()

    assert [each.is_sounding for each in window.watch.open] == [True]
    window.close()
    house.close()


def test_who_acknowledged_at_the_kiosk_is_named_once_it_is_taken_in(
    bot: QtBot, window: StaffWindow, keeper: Channel, time: Monotonic
) -> None:
    come_in(window, keeper, time)
    call = called(window)
    acknowledge_now(window.house, call.id, by=Member(id="", name="Ben Sample"))

    def named() -> bool:
        return row_of(window, call).words.text().startswith("Ben Sample is coming.")

    bot.waitUntil(named)

    window.lock()
    assert named()


def test_acknowledging_only_silences_and_says_who_comes(
    window: StaffWindow, keeper: Channel, time: Monotonic
) -> None:
    shift = come_in(window, keeper, time)
    call = called(window)

    tap(row_of(window, call).coming)

    row = window.strip.rows[call.id]
    assert urgency(window, call) is Urgency.SILENCED
    assert row.words.text().startswith(f"{shift.name} is coming.")
    assert not row.coming.isVisible()


@pytest.mark.parametrize("state", [NowState.WITH_PATIENT, NowState.LEFT])
def test_only_being_there_or_an_urgent_plan_ends_it(
    window: StaffWindow, keeper: Channel, time: Monotonic, state: NowState
) -> None:
    come_in(window, keeper, time)
    call = called(window)
    row = row_of(window, call)

    tap(row.with_patient if state is NowState.WITH_PATIENT else row.gone)

    assert urgency(window, call) is Urgency.ENDED
    assert not window.strip.isVisible()


def test_who_answered_stands_in_the_journal(
    bot: QtBot, window: StaffWindow, keeper: Channel, time: Monotonic
) -> None:
    shift = come_in(window, keeper, time)
    call = called(window)
    tap(row_of(window, call).with_patient)

    kinds = lists.kinds_of(shift.session.vault, call.id)
    bot.waitUntil(lambda: "now.with_patient" in lists.kinds_of(shift.session.vault, call.id))

    assert "now.with_patient" not in kinds or kinds[-1] == "now.with_patient"


def test_after_three_minutes_the_backup_is_named(
    window: StaffWindow, keeper: Channel, time: Monotonic
) -> None:
    come_in(window, keeper, time)
    row = row_of(window, called(window))

    time.ns += BACKUP_NS
    window.watch.look()

    assert row.words.text() == "Ben Sample, please come: nobody has answered for 3 minutes."


def test_a_call_that_was_acknowledged_names_no_backup(
    window: StaffWindow, keeper: Channel, time: Monotonic
) -> None:
    come_in(window, keeper, time)
    call = called(window)
    tap(row_of(window, call).coming)

    time.ns += BACKUP_NS
    window.watch.look()

    assert "Ben Sample" not in window.strip.rows[call.id].words.text()


def test_locked_the_pin_proves_who_answers_and_opens_nothing(
    window: StaffWindow, keeper: Channel, time: Monotonic
) -> None:
    shift = come_in(window, keeper, time)
    window.lock()
    call = called(window)
    tap(row_of(window, call).coming)
    assert window.strip.proof is not None

    write(window.strip.proof.pin.line, PIN)
    press(window.strip.proof, Qt.Key.Key_Return)

    assert urgency(window, call) is Urgency.SILENCED
    assert window.strip.proof is None
    assert shift.is_locked
    assert not window.is_open


def test_locked_a_wrong_pin_answers_nothing(
    window: StaffWindow, keeper: Channel, time: Monotonic
) -> None:
    come_in(window, keeper, time)
    window.lock()
    call = called(window)
    tap(row_of(window, call).with_patient)
    assert window.strip.proof is not None

    write(window.strip.proof.pin.line, "161803")
    press(window.strip.proof, Qt.Key.Key_Return)

    assert urgency(window, call) is Urgency.SOUNDING
    assert window.strip.proof.pin.is_wrong
    assert not window.strip.proof.pin.line.text()


def test_where_nobody_is_signed_in_a_name_is_typed(window: StaffWindow) -> None:
    window.begin()
    call = called(window)
    tap(row_of(window, call).coming)
    proof = window.strip.proof
    assert proof is not None
    assert not proof.has_pin

    tap(proof.main)
    before = urgency(window, call)
    assert isinstance(proof.name, TextField)
    write(proof.name.line, "Rosa")
    tap(proof.main)

    assert before is Urgency.SOUNDING
    assert urgency(window, call) is Urgency.SILENCED


def test_a_call_that_was_answered_elsewhere_is_taken_over(window: StaffWindow) -> None:
    window.begin()
    call = called(window)
    row = row_of(window, call)

    acknowledge_now(window.house, call.id, by=Member(id="", name="Rosa"))
    window.watch.look()

    assert row.words.text().startswith("Somebody is coming.")


def test_an_answer_that_came_too_late_leaves_nothing_on_the_screen(
    window: StaffWindow, keeper: Channel, time: Monotonic
) -> None:
    come_in(window, keeper, time)
    call = called(window)
    row = row_of(window, call)
    attend_now(window.house, call.id, by=Member(id="", name="Rosa"), how=NowState.WITH_PATIENT)

    tap(row.coming)
    said = window.strip.trouble.text()
    window.watch.look()

    assert said.startswith("No call was answered")
    assert not window.strip.isVisible()


def test_whose_call_a_button_answers_is_told_to_who_only_hears_it(window: StaffWindow) -> None:
    window.begin()

    row = row_of(window, called(window, "harbour"))

    assert row.coming.accessibleDescription() == "harbour"


def test_two_calls_stand_below_one_another(
    window: StaffWindow, keeper: Channel, time: Monotonic
) -> None:
    come_in(window, keeper, time)
    first, second = called(window), called(window, "harbour")

    tap(row_of(window, first).with_patient)

    assert set(window.strip.rows) == {second.id}
    assert window.strip.isVisible()


def test_twenty_calls_leave_room_for_the_screen_and_each_can_be_answered(
    window: StaffWindow, keeper: Channel, time: Monotonic
) -> None:
    come_in(window, keeper, time)
    calls = [called(window) for _ in range(20)]
    rows = [row_of(window, each) for each in calls]
    QApplication.processEvents()
    assert window.shell is not None

    last = max(rows, key=lambda row: row.y())
    last.coming.setFocus(Qt.FocusReason.TabFocusReason)
    tap(last.coming)

    assert window.strip.height() < window.height() // 2
    assert min(row.coming.height() for row in rows) >= TOUCH
    assert min(each.height() for each in window.shell.rail.buttons.values()) >= TOUCH
    assert "20 calls for help are open; 19 have no answer yet." in window.strip.count.text()


def test_where_calls_cannot_be_seen_that_is_said(window: StaffWindow) -> None:
    window.begin()

    window.watch.troubled.emit(StoreError("The letterbox is busy", advice="Wait a little."))
    before = window.strip.trouble.text()
    window.watch.troubled.emit(None)

    assert before.startswith("Calls for help cannot be seen here now")
    assert not window.strip.isVisible()
