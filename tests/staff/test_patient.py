"""One patient, through the real screen on a real clinic."""

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from distressapp.core.followup_steps import Step
from distressapp.service import followups, prints
from distressapp.service.takein import take_in
from distressapp.settings import Printer
from distressapp.staff.desk import Desk, Place
from distressapp.staff.patient.pages import Pages
from distressapp.staff.widgets.buttons import Button
from distressapp.vault.prints import State
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
    found = rooms.room(bot, tmp_path, clock=clock)
    found.house.settings = replace(found.house.settings, printer=Printer(name="Office"))
    return found


@pytest.fixture
def sittings(desk: Desk, clock: Clock) -> list[str]:
    return people.four_sittings(desk, clock)


def undo(desk: Desk) -> None:
    shell = rooms.window_of(desk).shell
    assert shell is not None
    shell.notice.undo.click()


def test_the_record_is_opened_by_name_before_it_is_shown(desk: Desk, sittings: list[str]) -> None:
    before = noted(desk, "record.viewed")

    screen = shown(desk)
    screen.refresh()

    assert maria(desk) not in dict(before)
    assert noted(desk, "record.viewed").count((maria(desk), "patient")) == 1
    assert screen.head.name.text() == people.MARIA.name
    assert "born 1 March 1950; record number MRN-1001" in screen.head.facts.text()
    assert [each.sitting for each in screen.table.rows] == sittings[::-1]


def test_a_record_that_cannot_be_noted_is_not_shown(desk: Desk, sittings: list[str]) -> None:
    del sittings
    subject = maria(desk)
    vault = desk.session.vault
    vault.database.execute("PRAGMA query_only = 1")

    screen = shown(desk, subject=subject)

    vault.database.execute("PRAGMA query_only = 0")
    assert screen.head.name.text() == ""
    assert screen.table.rows == ()


def test_the_window_names_nobody(desk: Desk, sittings: list[str]) -> None:
    del sittings
    screen = shown(desk)

    assert "Maria" not in screen.window().windowTitle()
    assert "Maria" not in screen.title


def test_the_timeline_tells_sittings_flags_and_contacts_and_views_on_request(
    desk: Desk, sittings: list[str]
) -> None:
    del sittings
    followups.note(desk.house, desk.session, maria(desk), Step.NO_ANSWER)

    screen = shown(desk, "timeline")
    quiet = screen.happenings.words()
    screen.happenings.quiet.box.click()
    loud = screen.happenings.words()

    assert any(each.startswith("No answer") for each in quiet)
    assert any(": unfinished: called in" in each for each in quiet)
    assert not any(each.startswith("Record looked at") for each in quiet)
    assert any(each.startswith("Record looked at") for each in loud)


def test_every_word_of_people_is_plain_text(desk: Desk, sittings: list[str]) -> None:
    del sittings
    screen = shown(desk, "answers")
    screen.answers.findChildren(Button)[0].click()

    labels = screen.findChildren(QLabel)

    assert any(each.text() == people.OWN_WORDS for each in labels)
    assert {each.textFormat() for each in labels} == {Qt.TextFormat.PlainText}


def test_each_measure_has_a_chart_with_its_last_change_and_sources_one_tap_away(
    desk: Desk, sittings: list[str]
) -> None:
    del sittings
    screen = shown(desk, "trends")

    dt, anxiety, _depression, _stress = screen.trends.cards
    dt.button.click()

    assert [each.value for each in dt.line.points] == [3, 4, 6, 8]
    assert anxiety.line.points[2].value is None
    assert "no official" not in dt.line.cutoff
    assert dt.sources.isVisible()
    assert "reliability 0.80" in dt.sources.text()
    assert "within measurement error" in dt.sources.text()


def test_a_chart_is_drawn_for_every_course(desk: Desk, sittings: list[str]) -> None:
    screen = shown(desk, f"trends:{sittings[0]}")

    for each in screen.trends.cards:
        picture = each.chart.grab()
        assert picture.width() >= 320
        assert each.chart.chosen == sittings[0]
        assert "2 Mar 2026" in each.chart.accessibleDescription()


def test_the_answers_of_an_older_sitting_say_what_is_missing(
    desk: Desk, sittings: list[str]
) -> None:
    screen = shown(desk, "answers")

    screen.table.select(sittings[2])

    texts = screen.answers.texts()
    assert "7 of 14 answered" in texts
    assert texts.count("not answered") == 7 + 10
    assert (sittings[2], "answers") in noted(desk, "record.viewed")


def test_own_words_are_shown_only_after_it_is_noted_who_opened_them(
    desk: Desk, sittings: list[str]
) -> None:
    screen = shown(desk, "answers")
    before = screen.answers.texts()

    (button,) = [each for each in screen.answers.findChildren(Button) if "wrote" in each.words()]
    button.click()

    assert people.OWN_WORDS not in before
    assert people.OWN_WORDS in screen.answers.texts()
    assert [subject for subject, _what in noted(desk, "sitting.read")] == [sittings[3]]


def test_the_page_is_shown_as_it_will_come_out(
    desk: Desk, sittings: list[str], qtbot: QtBot
) -> None:
    screen = pages(desk, qtbot)

    one = len(screen.pages.pictures)
    screen.pages.receipt.box.click()
    qtbot.waitUntil(lambda: len(screen.pages.pictures) == 2)

    assert one == 1
    assert (sittings[3], "clinician") in noted(desk, "record.viewed")
    assert noted(desk, "page.made") == []
    colours = {
        screen.pages.pictures[0].grab().toImage().pixelColor(x, y).name()
        for x in range(0, 400, 3)
        for y in range(0, 400, 3)
    }
    assert {"#000000", "#ffffff"} <= colours


def test_printing_waits_for_nobody_and_can_be_taken_back(
    desk: Desk, sittings: list[str], qtbot: QtBot
) -> None:
    screen = pages(desk, qtbot)

    screen.pages.print.click()
    (job,) = prints.unprinted(desk.session.vault)
    told = foot(desk)
    undo(desk)

    assert (job.sitting, job.copy, job.printer) == (sittings[3], "clinician", "Office")
    assert told.startswith("Asked for: page for the clinician, on Office")
    assert prints.unprinted(desk.session.vault) == ()


def test_a_page_that_does_not_come_out_is_said_at_the_foot(
    desk: Desk, sittings: list[str], qtbot: QtBot
) -> None:
    del sittings
    screen = pages(desk, qtbot)

    screen.pages.print.click()

    vault = desk.session.vault
    qtbot.waitUntil(
        lambda: [each.state for each in prints.unprinted(vault)] == [State.FAILED],
    )


def test_the_social_workers_copy_and_the_patients_own_are_chosen_by_a_tap(
    desk: Desk, sittings: list[str], qtbot: QtBot
) -> None:
    screen = pages(desk, qtbot)
    for copy in ("social work", "patient"):
        screen.pages.copies[copy].click()
        qtbot.waitUntil(lambda: bool(screen.pages.pictures))

    screen.pages.print.click()

    (job,) = prints.unprinted(desk.session.vault)
    assert job.copy == "patient"
    assert not screen.pages.receipt.isVisible()
    assert {(sittings[3], "social work"), (sittings[3], "patient")} <= set(
        noted(desk, "record.viewed")
    )


def test_scores_go_home_only_after_somebody_says_they_were_talked_about(
    bot: QtBot, desk: Desk, sittings: list[str]
) -> None:
    del sittings
    desk.house.settings = replace(desk.house.settings, take_home="scores")
    screen = pages(desk, bot)

    screen.pages.copies["patient, with scores"].click()
    before = screen.pages.print.isEnabled(), len(screen.pages.pictures)
    screen.pages.talked.box.click()
    bot.waitUntil(lambda: bool(screen.pages.pictures))

    assert before == (False, 0)
    assert screen.pages.print.isEnabled()


def test_a_clinic_that_gives_nothing_away_offers_no_copy_for_patients(
    desk: Desk, sittings: list[str]
) -> None:
    del sittings
    desk.house.settings = replace(desk.house.settings, take_home="nothing")

    found = shown(desk, "pages").pages

    assert isinstance(found, Pages)
    assert list(found.copies) == ["clinician", "social work"]


@pytest.mark.qt_log_ignore("propagateSizeHints")  # said by the offscreen platform of every dialog
def test_a_page_is_saved_where_staff_say(
    desk: Desk, sittings: list[str], qtbot: QtBot, tmp_path: Path
) -> None:
    screen = pages(desk, qtbot)
    to = tmp_path / "out" / "mine.pdf"
    to.parent.mkdir()

    screen.pages.save.click()
    dialog = screen.saving.dialog
    assert dialog is not None
    proposed = dialog.selectedFiles()[0]
    dialog.setDirectory(str(to.parent))
    dialog.selectFile(str(to))
    dialog.accept()

    qtbot.waitUntil(to.exists)
    qtbot.waitUntil(lambda: "mine.pdf" in foot(desk))
    assert people.MARIA.name in PdfReader(to).pages[0].extract_text()
    assert "Maria" not in proposed
    assert noted(desk, "page.made") == [(sittings[3], "clinician")]


def test_the_text_for_the_hospital_record_is_on_the_clipboard_for_a_minute(
    desk: Desk, sittings: list[str]
) -> None:
    screen = shown(desk, "pages")

    screen.pages.text.click()

    clip = rooms.window_of(desk).clip
    first = QGuiApplication.clipboard().text().splitlines()[0]
    clip.clear()
    assert first == "Maria <b>Invented</b>, born 1 March 1950, record number MRN-1001"
    assert QGuiApplication.clipboard().text() == ""
    assert (sittings[3], "hospital record") in noted(desk, "page.made")


def test_the_clipboard_does_not_outlive_a_lock(desk: Desk, sittings: list[str]) -> None:
    del sittings
    screen = shown(desk, "pages")
    screen.pages.text.click()
    before = QGuiApplication.clipboard().text()

    rooms.window_of(desk).lock()

    assert before
    assert QGuiApplication.clipboard().text() == ""


def test_in_the_hospital_record_stays_open_until_it_is_ticked(
    desk: Desk, sittings: list[str]
) -> None:
    del sittings
    screen = shown(desk, "pages")
    before = screen.pages.who.text()

    screen.pages.in_record.box.click()
    ticked = screen.pages.who.text()
    undo(desk)

    assert before == "Open: nobody has put it there yet."
    assert ticked.startswith("In the hospital record: Administrator, ")
    assert screen.pages.who.text() == before
    assert not screen.pages.in_record.is_on


def test_a_sitting_that_nobody_matched_has_a_page_and_no_text_and_no_history(
    desk: Desk, qtbot: QtBot
) -> None:
    sitting = people.unmatched(desk.house)
    take_in(desk.house, desk.session.vault)

    screen = shown(desk, "pages", sitting)
    qtbot.waitUntil(lambda: bool(screen.pages.pictures))

    assert screen.head.name.text() == "Identity not confirmed"
    assert not screen.pages.text.isEnabled()
    assert not screen.pages.in_record.isEnabled()


def test_where_one_is_comes_back_after_a_lock(desk: Desk, sittings: list[str]) -> None:
    screen = shown(desk, "answers")
    screen.table.select(sittings[1])

    place = desk.place

    assert place == Place(screen="patient", subject=maria(desk), part=f"answers:{sittings[1]}")


def test_nothing_of_the_patient_stays_in_a_widget_once_it_is_locked(
    desk: Desk, sittings: list[str]
) -> None:
    del sittings
    shown(desk, "answers")
    window = rooms.window_of(desk)

    window.lock()

    texts = [each.text() for each in window.findChildren(QLabel)]
    assert not any("Maria" in each or "MRN" in each for each in texts)
