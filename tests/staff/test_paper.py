"""The screen of paper forms: scanned, printed for those who are due, saved and printed again."""

from dataclasses import replace
from datetime import time
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from distressapp.core.form_code import spelt
from distressapp.service import patients, prints, visits
from distressapp.service.patients import Details
from distressapp.settings import Printer
from distressapp.staff.desk import Desk, Place
from distressapp.staff.paper.keying import KeyingScreen
from distressapp.staff.paper.printing import PrintCard
from distressapp.staff.paper.screen import PaperScreen
from distressapp.staff.widgets.buttons import Button
from distressapp.staff.widgets.table import Table
from distressapp.vault import forms
from tests.clinics import BORN, NUMBER
from tests.report.test_page import reader, text_of
from tests.staff import room
from tests.staff.papers import printed

NAMES = ("Maria Invented", "Jonas Example", "Ay\N{LATIN SMALL LETTER S WITH CEDILLA}e <b>X</b>")


def paper(desk: Desk, patient: str = "") -> PaperScreen:
    found = room.shown(desk, Place(screen="paper", subject=patient))
    assert isinstance(found, PaperScreen)
    return found


def card(screen: PaperScreen) -> PrintCard:
    assert screen.card is not None
    return screen.card


def expected(desk: Desk) -> list[str]:
    """Three patients on today's list."""
    found = []
    for place, name in enumerate(NAMES):
        details = Details(name=name, born=BORN, record_number=f"{NUMBER}{place}")
        who = patients.register(desk.house, desk.session, details)
        when = visits.When(day=desk.house.today(), at=time(9 + place, 30))
        visits.plan(desk.house, desk.session, patient=who, when=when)
        found.append(who)
    return found


def with_printer(desk: Desk) -> None:
    """A printer that no print system knows: what is asked for waits."""
    desk.house.settings = replace(desk.house.settings, printer=Printer(name="nowhere"))


def notice(desk: Desk) -> str:
    shell = room.window_of(desk).shell
    assert shell is not None
    return shell.notice.words.text()


def scan(screen: PaperScreen, code: str) -> None:
    """As a scanner does: quickly, with Enter, wherever the focus is."""
    target = QApplication.focusWidget() or screen
    QTest.keyClicks(target, code)
    QTest.keyClick(QApplication.focusWidget() or screen, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_a_scanned_code_leads_to_its_form_wherever_the_focus_is(desk: Desk) -> None:
    form = printed(desk, expected(desk)[0])
    screen = paper(desk)
    screen.key_in.setFocus()

    scan(screen, form.code)

    shell = room.window_of(desk).shell
    assert shell is not None
    shown = shell.screen_shown
    assert isinstance(shown, KeyingScreen)
    assert shown.form == form


@pytest.mark.parametrize(
    ("typed", "said"),
    [(NUMBER, "no code of a form"), ("2222-2223", "not the code"), ("ABCD2345", "code")],
)
def test_what_is_no_code_of_a_form_is_said_at_the_field(desk: Desk, typed: str, said: str) -> None:
    screen = paper(desk)

    scan(screen, typed)

    assert said in screen.scan.complaint.text()
    assert room.window_of(desk).shell.screen_shown is screen  # type: ignore[union-attr]


def test_forms_that_are_out_stand_with_their_ticket_word_and_whose_they_are(desk: Desk) -> None:
    one = printed(desk, expected(desk)[2])
    blank = printed(desk)

    screen = paper(desk)

    cells = [[column.text(row) for column in screen.table.columns] for row in screen.table.rows]
    assert cells == [
        [blank.ticket, spelt(blank.code), "nobody yet", "today"],
        [one.ticket, spelt(one.code), NAMES[2], "today"],
    ]


def test_those_who_are_ticked_get_a_form_in_the_queue(bot: QtBot, desk: Desk) -> None:
    who = expected(desk)
    with_printer(desk)
    screen = paper(desk)
    assert card(screen).ticked == ()
    assert not card(screen).print.isEnabled()

    card(screen).ticks[who[0]].setChecked(True)
    card(screen).ticks[who[2]].setChecked(True)
    assert card(screen).print.words() == "Print 2 forms"
    card(screen).print.click()
    bot.waitUntil(lambda: len(forms.out(desk.session.vault)) == 2)

    out = forms.out(desk.session.vault)
    assert {each.patient for each in out} == {who[0], who[2]}
    jobs = prints.unprinted(desk.session.vault)
    assert {(each.copy, each.sitting) for each in jobs} == {("form", each.form) for each in out}


def test_blank_forms_are_nobodys(bot: QtBot, desk: Desk) -> None:
    with_printer(desk)
    screen = paper(desk)
    card(screen).print_blank.click()
    assert card(screen).blanks.is_wrong

    card(screen).blanks.choose(5)
    card(screen).print_blank.click()
    bot.waitUntil(lambda: len(forms.out(desk.session.vault)) == 5)

    assert all(each.patient == "" for each in forms.out(desk.session.vault))


def test_without_a_printer_many_forms_are_not_made_and_it_is_said(desk: Desk) -> None:
    expected(desk)
    screen = paper(desk)
    card(screen).all.click()

    card(screen).print.click()

    assert forms.out(desk.session.vault) == ()
    assert "No printer" in notice(desk)


def test_without_a_printer_one_form_is_saved_as_a_file(desk: Desk, tmp_path: Path) -> None:
    who = expected(desk)[0]
    screen = paper(desk, who)
    where = tmp_path / "form.pdf"
    screen.choose_file = lambda _name: str(where)
    one = card(screen).one
    assert one is not None

    one.click()
    (form,) = forms.out(desk.session.vault)
    screen.table.select(form.form)
    screen.save.click()

    pdf = where.read_bytes()
    found = " ".join(text_of(pdf, number) for number in range(len(reader(pdf).pages)))
    assert spelt(form.code) in found
    assert "Maria" not in found
    assert "saved" in notice(desk)


def test_a_file_that_cannot_be_written_is_said_and_none_is_chosen_quietly(
    desk: Desk, tmp_path: Path
) -> None:
    form = printed(desk)
    screen = paper(desk)
    screen.table.select(form.form)

    screen.choose_file = lambda _name: ""
    screen.save.click()
    assert notice(desk) == ""

    screen.choose_file = lambda _name: str(tmp_path / "no" / "such" / "folder.pdf")
    screen.save.click()
    assert "cannot be written" in notice(desk)


def test_a_form_is_printed_again_under_the_same_code(desk: Desk) -> None:
    form = printed(desk)
    with_printer(desk)
    screen = paper(desk)
    assert not screen.again.isEnabled()

    screen.table.select(form.form)
    screen.again.click()

    (job,) = prints.unprinted(desk.session.vault)
    assert job.sitting == form.form
    assert forms.out(desk.session.vault) == (form,)


def test_without_a_printer_printing_again_says_so(desk: Desk) -> None:
    form = printed(desk)
    screen = paper(desk)
    screen.table.select(form.form)

    screen.again.click()

    assert "No printer" in notice(desk)


def test_ticks_stay_while_something_changes_elsewhere(desk: Desk) -> None:
    who = expected(desk)
    screen = paper(desk)
    card(screen).ticks[who[1]].setChecked(True)
    card(screen).blanks.choose(10)

    desk.told()

    assert card(screen).ticked == (who[1],)
    assert card(screen).blanks.value() == 10


def test_a_row_is_opened_by_a_double_tap_or_the_button(desk: Desk) -> None:
    form = printed(desk)
    screen = paper(desk)
    screen.table.select(form.form)

    screen.key_in.click()
    QApplication.processEvents()

    shell = room.window_of(desk).shell
    assert shell is not None
    assert isinstance(shell.screen_shown, KeyingScreen)


def test_who_died_gets_no_form_and_it_is_said(bot: QtBot, desk: Desk) -> None:
    with_printer(desk)
    screen = paper(desk)

    card(screen).wanted.emit(("0" * 32,))
    bot.waitUntil(lambda: bool(notice(desk)))

    assert "no such patient" in notice(desk)
    assert forms.out(desk.session.vault) == ()


@pytest.mark.parametrize("name", ["patients", "today"])
def test_a_form_for_one_patient_is_a_tap_away(desk: Desk, name: str) -> None:
    who = expected(desk)[1]
    screen = room.shown(desk, Place(screen=name, subject=who))
    if name == "today":
        table = screen.findChildren(Table)[0]
        table.select(table.rows[1].key)
        QApplication.processEvents()
    (button,) = [
        each
        for each in screen.findChildren(Button)
        if each.words() == "Paper form" and each.isVisible()
    ]

    button.click()
    QApplication.processEvents()

    shell = room.window_of(desk).shell
    assert shell is not None
    assert isinstance(shell.screen_shown, PaperScreen)
    assert card(shell.screen_shown).one is not None
    assert shell.screen_shown.place.subject == who


def under_age(desk: Desk) -> str:
    """A child on today's list, in the middle of it."""
    born = desk.house.today().replace(year=desk.house.today().year - 9)
    details = Details(name="Little Example", born=born, record_number="MRN-9")
    return patients.register(desk.house, desk.session, details)


def test_one_who_gets_no_form_keeps_nobody_else_from_theirs(bot: QtBot, desk: Desk) -> None:
    with_printer(desk)
    first, second, third = expected(desk)
    child = under_age(desk)
    screen = paper(desk)

    card(screen).wanted.emit((first, child, "0" * 32, second, third))
    bot.waitUntil(lambda: bool(notice(desk)))

    assert {each.patient for each in forms.out(desk.session.vault)} == {first, second, third}
    assert notice(desk).startswith("3 forms are on their way")
    assert "No form for Little Example. Nothing is asked of a patient under 18" in notice(desk)
    assert "no such patient" in notice(desk)


def test_many_without_a_form_are_named_as_far_as_there_is_room(bot: QtBot, desk: Desk) -> None:
    with_printer(desk)
    screen = paper(desk)

    card(screen).wanted.emit(tuple(f"{place:032x}" for place in range(5)))
    bot.waitUntil(lambda: bool(notice(desk)))

    assert "No form for 2 more" in notice(desk)


def test_without_a_printer_too_it_is_said_why_there_is_no_form(desk: Desk) -> None:
    child = under_age(desk)
    screen = paper(desk, child)
    assert card(screen).one is not None

    card(screen).wanted.emit((child,))

    assert "under 18" in notice(desk)
    assert forms.out(desk.session.vault) == ()


def in_spanish_too(desk: Desk, folder: Path) -> None:
    """The same words once more stand for a wording pack of another language."""
    house = desk.house
    (folder / "wording").mkdir(parents=True)
    for each in house.resources.iterdir():
        if each.name != "wording":
            (folder / each.name).symlink_to(each)
    for each in (house.resources / "wording").iterdir():
        copyfile(each, folder / "wording" / each.name)
        copyfile(each, folder / "wording" / each.name.replace(".en.", ".es."))
    house.resources = folder
    house.settings = replace(house.settings, languages=("en", "es"))
    asked = {each: house.wording(each, "en") for each in house.instruments}
    also = {f"{each}.es": words for each, words in asked.items() if words is not None}
    house.wordings = {**house.wordings, **also}


def languages_out(desk: Desk) -> dict[str, str]:
    """By patient, the language of the form that is out."""
    vault = desk.session.vault
    return {each.patient: forms.said(vault, each)["language"] for each in forms.out(vault)}


def test_a_form_is_in_the_language_that_was_chosen_else_in_the_patients(
    bot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    in_spanish_too(desk, tmp_path / "resources")
    with_printer(desk)
    first, *_others = expected(desk)
    spanish = patients.register(
        desk.house,
        desk.session,
        Details(name="Ana Inventada", born=BORN, record_number="MRN-9", language="Spanish"),
    )
    screen = paper(desk)
    chosen = card(screen).languages
    assert chosen is not None
    assert chosen.text() == "The patient's own, else English"

    card(screen).wanted.emit((first, spanish))
    bot.waitUntil(lambda: len(forms.out(desk.session.vault)) == 2)
    own = languages_out(desk)
    again = card(screen).languages
    assert again is not None
    again.choose("es")
    card(screen).wanted_blank.emit(1)
    bot.waitUntil(lambda: len(forms.out(desk.session.vault)) == 3)

    assert own == {first: "en", spanish: "es"}
    assert languages_out(desk)[""] == "es"
    assert card(screen).language == "es"  # it stays chosen for the next ones


def test_a_clinic_of_one_language_is_asked_for_none(desk: Desk) -> None:
    assert card(paper(desk)).languages is None
