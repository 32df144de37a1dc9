"""A printer in need, as staff see it: at the foot, on Today and under Printing, in their words."""

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from distressapp.service import prints
from distressapp.staff.desk import Desk, Place
from distressapp.staff.printing.screen import PrintingScreen
from distressapp.staff.today.screen import TodayScreen
from distressapp.staff.today.words import state_words
from tests.printing.cups import Cups, Needy
from tests.printing.test_from_the_room import states, use
from tests.service.patients import matched
from tests.staff import room as rooms
from tests.staff.hands import texts


@pytest.fixture
def desk(clean_stage: QtBot, tmp_path: Path) -> Desk:
    found = rooms.room(clean_stage, tmp_path)
    use(found, "Office")
    return found


@pytest.fixture
def needy(cups: Cups) -> Needy:
    return cups.needy("Office", is_pdf=True)


def foot(desk: Desk) -> str:
    shell = rooms.window_of(desk).shell
    assert shell is not None
    return shell.queue.words.text() if shell.queue.isVisible() else ""


def printing(desk: Desk, job_id: str) -> str:
    shown = rooms.shown(desk, Place(screen="printing"))
    assert isinstance(shown, PrintingScreen)
    shown.table.select(job_id)
    look(shown, "printing")
    return " ".join([*(row.state for row in shown.table.rows), *texts(shown.card)])


def today(desk: Desk) -> str:
    shown = rooms.shown(desk, Place(screen="today", part="not_printed"))
    assert isinstance(shown, TodayScreen)
    assert shown.table is not None
    look(shown, "today")
    return " ".join(state_words(desk.house, row) for row in shown.table.rows)


def look(screen: QWidget, name: str) -> None:
    if os.environ.get("PICTURES"):
        rooms.picture(screen, f"{os.environ['PICTURES']}/{name}.png")


@pytest.mark.parametrize(
    ("need", "said"),
    [
        ("media-empty-error", "Office is out of paper"),
        ("offline-report", "Office is away"),
        ("media-jam-error", "Paper is stuck in Office"),
    ],
)
def test_what_a_printer_needs_is_said_wherever_staff_look(
    desk: Desk, needy: Needy, qtbot: QtBot, need: str, said: str
) -> None:
    needy.needs(need)
    job_id = prints.queue_page(desk.house, desk.session, matched(desk.house, desk.session.vault))
    desk.told()

    qtbot.waitUntil(lambda: said in foot(desk))
    on_the_list = printing(desk, job_id)

    assert f"Not printed yet: {said}" in on_the_list
    assert f"page not printed: {said}" in today(desk)
    needy.needs("")
    qtbot.waitUntil(lambda: not states(desk))
    assert foot(desk) == ""
    assert len(needy.pages) == 1
