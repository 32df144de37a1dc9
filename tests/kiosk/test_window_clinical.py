"""A clinical folder: not one patient before the call for help was tried, and what is asked then."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from distressapp.core.errors import ExpectedError
from distressapp.kiosk.answering import NAME, Answer
from distressapp.kiosk.handover import Desk
from distressapp.kiosk.stage import Phase
from distressapp.service.admissions import admit
from distressapp.service.reports import nameless, page
from distressapp.settings import Settings, read
from tests.clinics import NUMBER
from tests.kiosk.day import CHANNEL, Day, clinical, day, tap

NEVER_TESTED = "The call for help was never tested on this kiosk."


def new(bot: QtBot, tmp_path: Path, wanted: Settings | None = None) -> Day:
    return day(bot, tmp_path / "clinic", wanted or clinical())


def ready(bot: QtBot, tmp_path: Path) -> Day:
    """A clinic whose call for help was heard by a named person."""
    here = new(bot, tmp_path)
    tap(here.desk.buttons[Desk.TEST])
    tap(here.form.names[0])
    tap(here.form.buttons[Answer.HEARD])
    return here


def test_a_clinic_that_is_not_ready_says_why_and_starts_nobody(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = new(clean_stage, tmp_path)

    assert not here.desk.buttons[Desk.START].isEnabled()
    assert NEVER_TESTED in here.desk.message.text()
    here.admit()
    assert here.is_in(Phase.DESK)
    with pytest.raises(ExpectedError, match="not ready for patients"):
        admit(here.house, record_number=NUMBER)


def test_a_named_person_who_heard_it_makes_the_clinic_ready(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = ready(clean_stage, tmp_path)

    now = read(here.house.folder.settings).now
    assert (now.tested_by, now.tested_at) == ("Ana Ito", datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    assert here.desk.buttons[Desk.START].isEnabled()
    assert Desk.TEST not in here.desk.buttons
    assert here.house.letterbox.head.number == 1
    here.hand_over()
    assert here.step == "welcome"


def test_a_test_that_nobody_confirms_by_name_is_none(clean_stage: QtBot, tmp_path: Path) -> None:
    here = new(clean_stage, tmp_path)
    tap(here.desk.buttons[Desk.TEST])
    assert here.is_in(Phase.TRIAL)

    tap(here.form.buttons[Answer.HEARD])
    said = here.form.message.text()
    tap(here.form.buttons[Answer.BACK])

    assert said == "Nobody is named. Say who makes the change."
    assert here.house.settings.now.tested_by is None
    assert not here.desk.buttons[Desk.START].isEnabled()


def test_the_test_alone_does_not_stand_in_for_the_other_settings(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    wanted = replace(clinical(), now=replace(CHANNEL, backup=""))
    here = new(clean_stage, tmp_path, wanted)

    tap(here.desk.buttons[Desk.TEST])
    here.form.fields[NAME].show_text("Ana Ito")
    tap(here.form.buttons[Answer.HEARD])

    assert not here.desk.buttons[Desk.START].isEnabled()
    assert "comes when the first person does not" in here.desk.message.text()


def test_instruments_without_permission_are_not_asked_and_the_page_says_why(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = ready(clean_stage, tmp_path)
    here.hand_over()
    here.go_to("rating")
    here.rate(5)

    here.go_to("thanks")

    shown = here.last.sitting.shown
    assert not any(each.startswith(("hads", "pss10")) for each in shown)
    assert set(here.last.sitting.plan.not_offered) == {"hads", "pss10"}
    assert here.last.outcome.scored.keys() == {"dt"}
    made = tmp_path / "page.pdf"
    made.write_bytes(page(nameless(here.house, here.closed[-1]), paper="a4"))
    words = " ".join(PdfReader(made).pages[0].extract_text().split())
    assert "no licensed wording with the owner's permission" in words
