"""The staff's room on a computer that prints through Qt: nobody is told more than is known."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from distressapp.printing import through_qt
from distressapp.service import prints
from distressapp.service.print_list import listed
from distressapp.staff.desk import Desk
from tests.printing.cups import Cups
from tests.printing.test_from_the_room import use
from tests.service.patients import matched
from tests.staff import room as rooms


@pytest.fixture
def by_qt(monkeypatch: pytest.MonkeyPatch) -> None:
    """This computer prints through Qt."""
    monkeypatch.setenv(through_qt.CHOICE, "qt")


@pytest.fixture
def desk(clean_stage: QtBot, tmp_path: Path, by_qt: None) -> Desk:
    assert by_qt is None
    found = rooms.room(clean_stage, tmp_path)
    use(found, "Office")
    return found


def state_of(desk: Desk) -> str:
    (found,) = [each for each in listed(desk.house, desk.session.vault) if each.is_open]
    return found.state


def test_a_page_that_was_taken_waits_for_somebody_who_looks(
    desk: Desk, cups: Cups, qtbot: QtBot
) -> None:
    office = cups.needy("Office", is_pdf=True)
    sitting = matched(desk.house, desk.session.vault)

    job_id = prints.queue_page(desk.house, desk.session, sitting)
    qtbot.waitUntil(lambda: bool(office.pages))
    qtbot.waitUntil(lambda: "Taken by Office" in state_of(desk))

    assert "does not tell more" in state_of(desk)
    prints.found_on_paper(desk.house, desk.session, job_id)
    assert prints.unprinted(desk.session.vault) == ()
