"""From one patient: the ways that lead on, a concern, and what cannot be noted or written."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from distressapp.service.takein import take_in
from distressapp.staff.desk import Desk
from tests.clinics import Clock
from tests.staff import people
from tests.staff import room as rooms
from tests.staff.records import foot, maria, noted, pages, shown


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(bot: QtBot, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("PATH", "/nonexistent")  # no print system of this machine is asked
    return rooms.room(bot, tmp_path, clock=clock)


@pytest.fixture
def sittings(desk: Desk, clock: Clock) -> list[str]:
    return people.four_sittings(desk, clock)


def test_from_a_patient_one_goes_to_their_details_and_their_paper(
    desk: Desk, sittings: list[str]
) -> None:
    del sittings
    for way, screen in (("details", "patients"), ("paper", "paper"), ("owed", "owed")):
        shown(desk).ways.buttons[way].click()

        assert desk.place is not None
        assert (desk.place.screen, desk.place.subject) == (screen, maria(desk))


def test_a_concern_of_ones_own_is_raised_from_the_patient(desk: Desk, sittings: list[str]) -> None:
    del sittings
    screen = shown(desk)
    screen.ways.buttons["concern"].click()
    asking = screen.ways.concern
    assert asking is not None
    assert asking.text is not None
    asking.text.area.setPlainText("Cries in the corridor")
    first_try, second_try = screen.may_leave(), screen.may_leave()

    asking.chips[0].click()

    assert (first_try, second_try) == (False, True)
    assert noted(desk, "case.observed")[0][0] == maria(desk)
    assert "Whom we owe" in foot(desk)
    assert screen.ways.concern is None
    assert any("Cries in the corridor" in each for each in screen.happenings.words())
    assert any(each == "Outcome: open" for each in screen.happenings.words())


def test_what_nobody_matched_can_be_matched_and_nothing_else(desk: Desk) -> None:
    sitting = people.unmatched(desk.house)
    take_in(desk.house, desk.session.vault)

    screen = shown(desk, subject=sitting)

    seen = {name for name, each in screen.ways.buttons.items() if each.isVisibleTo(screen)}
    assert seen == {"owed", "match"}


def test_the_answers_of_one_sitting_never_stand_beside_the_day_of_another(
    desk: Desk, sittings: list[str]
) -> None:
    screen = shown(desk, f"answers:{sittings[0]}")
    before = screen.answers.texts()
    vault = desk.session.vault
    vault.database.execute("PRAGMA query_only = 1")

    screen.table.select(sittings[1])

    vault.database.execute("PRAGMA query_only = 0")
    assert screen.sitting == sittings[1]
    assert not set(before) & set(screen.answers.texts())


def test_a_place_that_takes_no_file_is_said_and_the_old_file_stands(
    desk: Desk, qtbot: QtBot, sittings: list[str], tmp_path: Path
) -> None:
    del sittings
    screen = pages(desk, qtbot)
    there = tmp_path / "page.pdf"
    there.mkdir()

    screen._write(screen.pages.wish, there)  # noqa: SLF001  (what the dialog calls)
    qtbot.waitUntil(lambda: "could not be written" in foot(desk))

    assert "Choose another place" in foot(desk)
    assert [each.name for each in tmp_path.glob("page*")] == ["page.pdf"]
