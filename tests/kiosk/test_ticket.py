"""The ticket word, so that two tablets cannot be swapped unseen."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.kiosk.day import SHORT, day


def test_every_page_of_a_patient_shows_the_ticket_word(clean_stage: QtBot, tmp_path: Path) -> None:
    here = day(clean_stage, tmp_path / "clinic", SHORT)
    here.hand_over()
    assert here.window.conductor is not None
    ticket = here.window.conductor.interview.plan.ticket

    for step in ("welcome", "why", "rating", "concerns.practical", "help.any"):
        here.go_to(step)

        assert ticket in here.room.header.accessibleDescription()
