from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from distressapp.bootstrap import monotonic_ns, sign_in
from distressapp.core.roles import Role
from distressapp.service.audit import EXPORTED, PAGE
from distressapp.service.shift import Shift
from distressapp.service.views import viewed
from distressapp.staff.audit.screen import AuditScreen
from distressapp.staff.desk import Desk, Place
from distressapp.staff.widgets.pieces import Empty
from tests.clinics import copied
from tests.clinics import opened as house_of
from tests.service.patients import ANNA, BERTA, WORDS, colleague, matched
from tests.service.teams import ANA, ANAS, ana, first
from tests.service.test_audit import many
from tests.staff.room import shown, window_of
from tests.staff.room import window as window_at_its_door


def opened(desk: Desk) -> AuditScreen:
    screen = shown(desk, Place(screen="audit"))
    assert isinstance(screen, AuditScreen)
    return screen


def texts(screen: AuditScreen) -> str:
    columns = screen.table.columns
    return "\n".join(" ".join(each.text(row) for each in columns) for row in screen.table.rows)


def test_the_newest_entries_are_shown_without_an_answer(desk: Desk) -> None:
    matched(desk.house, desk.session.vault)

    screen = opened(desk)

    assert "Sitting matched to a patient" in texts(screen)
    assert WORDS not in texts(screen)
    assert ANNA.name not in texts(screen)


def test_a_patient_is_looked_for_by_record_number(desk: Desk) -> None:
    matched(desk.house, desk.session.vault)
    matched(desk.house, desk.session.vault, BERTA)
    screen = opened(desk)
    screen.filters.number.line.setText(BERTA.record_number.lower())

    screen.filters.show_button.click()

    assert {row.patient for row in screen.table.rows} == {BERTA.record_number}


def test_an_unknown_record_number_is_said_beside_it(desk: Desk) -> None:
    screen = opened(desk)
    screen.filters.number.line.setText("nobody")

    screen.filters.show_button.click()

    assert screen.filters.number.is_wrong


def test_a_person_and_a_kind_leave_the_others_out(desk: Desk) -> None:
    other = colleague(desk.house, desk.session, Role.NURSE)
    viewed(desk.house, other, "1" * 32, what="page")
    screen = opened(desk)
    screen.filters.person.choose(other.member.id)
    screen.filters.group.choose("looked")

    screen.filters.show_button.click()

    assert [(row.who, row.what) for row in screen.table.rows] == [("The nurse", "Record looked at")]
    other.close()


def test_days_that_are_none_are_said(desk: Desk) -> None:
    screen = opened(desk)
    screen.filters.first.boxes[0].setText("31")
    screen.filters.first.boxes[1].setText("2")
    screen.filters.first.boxes[2].setText("2026")

    screen.filters.show_button.click()

    assert screen.filters.first.is_wrong


def test_older_and_newer_turn_the_pages(desk: Desk) -> None:
    many(desk.session.vault, PAGE + 20, member=desk.session.member.id)
    screen = opened(desk)
    first = screen.table.rows

    screen.older.click()
    second = screen.table.rows
    is_end = not screen.older.isEnabled()
    screen.newer.click()

    assert len(first) == PAGE
    assert not {row.number for row in first} & {row.number for row in second}
    assert is_end
    assert screen.table.rows == first
    assert not screen.newer.isEnabled()


def test_what_was_found_is_written_and_that_is_an_entry(
    desk: Desk, bot: QtBot, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    screen = opened(desk)
    screen.filters.export_button.click()
    screen.into.line.setText(str(out))

    screen.write.click()
    bot.waitUntil(lambda: len(list(out.iterdir())) == 1)
    bot.waitUntil(lambda: screen.table.rows[0].kind == EXPORTED)

    assert not screen.into.isVisible()


def test_the_clinics_own_folder_is_refused_in_place(desk: Desk) -> None:
    screen = opened(desk)
    screen.filters.export_button.click()
    screen.into.line.setText(str(desk.house.folder.root))

    screen.write.click()

    assert screen.into.is_wrong


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_a_line_says_whether_somebody_was_signed_in(desk: Desk, *, is_signed_in: bool) -> None:
    matched(desk.house, desk.session.vault)
    screen = opened(desk)
    row = next(each for each in screen.table.rows if each.is_signed_in is is_signed_in)

    screen.table.select(f"{row.writer}:{row.number}")

    assert ("Nobody was signed in" in screen.about.text()) is not is_signed_in


def test_a_nurse_is_told_that_her_role_does_not_audit(desk: Desk, bot: QtBot) -> None:
    assert bot is not None
    nurse = colleague(desk.house, desk.session, Role.NURSE)
    object.__setattr__(desk.session, "member", nurse.member)
    nurse.close()

    desk.go(Place(screen="audit"))

    shell = window_of(desk).shell
    assert shell is not None
    assert isinstance(shell.screen_shown, Empty)
    assert "Your role does not do that here" in shell.screen_shown.words.text()


@pytest.mark.parametrize(
    ("role", "is_offered"),
    [
        (Role.NURSE, False),
        (Role.SOCIAL_WORKER, False),
        (Role.MANAGER, True),
        (Role.ADMINISTRATOR, True),
    ],
)
def test_the_audit_is_offered_to_whose_role_audits(
    bot: QtBot, tmp_path: Path, role: Role, *, is_offered: bool
) -> None:
    root = copied(tmp_path / "clinic")
    house = house_of(root, room=None)
    session = first(house)
    ana(house, session, role)
    session.close()
    window = window_at_its_door(house)
    bot.addWidget(window)
    shift = Shift(house, sign_in(house, ANAS, name=ANA), None, clock_ns=monotonic_ns)

    window.enter(shift)

    assert window.shell is not None
    assert ("audit" in window.shell.rail.buttons) is is_offered
    assert "settings" in window.shell.rail.buttons
    window.close()
    house.close()
