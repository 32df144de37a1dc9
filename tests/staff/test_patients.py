from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from distressapp.service import patients
from distressapp.service.patients import Details
from distressapp.staff.desk import Desk, Place
from distressapp.staff.patients.details import DetailsPane, VisitPane
from distressapp.staff.patients.form import PatientForm
from distressapp.staff.patients.merging import MergePane
from distressapp.staff.patients.screen import PatientsScreen
from distressapp.vault import days, lists, people
from tests.service.days import ADA, registered
from tests.staff import room as rooms
from tests.staff.days import full_day
from tests.staff.hands import tap, texts

MARKUP = "<img src=/etc/passwd> & <b>"


def shown(desk: Desk, subject: str = "", part: str = "") -> PatientsScreen:
    found = rooms.shown(desk, Place(screen="patients", subject=subject, part=part))
    assert isinstance(found, PatientsScreen)
    return found


def form_of(screen: PatientsScreen) -> PatientForm:
    found = screen.shown
    assert isinstance(found, PatientForm)
    return found


def details_of(screen: PatientsScreen) -> DetailsPane:
    found = screen.shown
    assert isinstance(found, DetailsPane)
    return found


def fill(form: PatientForm, details: Details) -> None:
    form.number.line.setText(details.record_number)
    form.name.line.setText(details.name)
    form.born.show_day(details.born)


def notice(desk: Desk) -> str:
    shell = rooms.window_of(desk).shell
    assert shell is not None
    return shell.notice.words.text()


def undo(desk: Desk) -> None:
    shell = rooms.window_of(desk).shell
    assert shell is not None
    tap(shell.notice.undo)


def test_a_new_patient_is_written_down_and_shown(desk: Desk) -> None:
    screen = shown(desk)
    tap(screen.new)
    form = form_of(screen)

    fill(form, ADA)
    form.phone.line.setText("030 1")
    form.may_phone.choose("yes")
    tap(form.keep)

    found = people.of_number(desk.session.vault, "MRN-1")
    assert found is not None
    assert (found.name, found.phone, found.may_phone, found.may_message) == (
        "Ada Invented",
        "030 1",
        True,
        None,
    )
    assert details_of(screen).patient == found
    assert notice(desk) == "Ada Invented is written down."


def test_an_empty_form_says_at_each_field_what_is_missing(desk: Desk) -> None:
    form = form_of(shown(desk, part="new"))

    tap(form.keep)

    assert form.number.is_wrong
    assert form.name.is_wrong
    assert form.born.is_wrong
    assert people.count(desk.session.vault) == 0


def test_who_could_be_the_same_is_shown_before_anything_is_written(desk: Desk) -> None:
    ada = registered(desk.house, desk.session)
    screen = shown(desk, part="new")
    form = form_of(screen)
    fill(form, Details(name="Ada Invnted", born=date(1950, 1, 3), record_number="77"))

    tap(form.keep)
    assert people.count(desk.session.vault) == 1
    assert "Is it one of these?" in texts(screen)
    tap(form.found[ada])

    assert details_of(screen).patient.id == ada


def test_a_second_tap_says_that_it_is_somebody_else(desk: Desk) -> None:
    registered(desk.house, desk.session)
    form = form_of(shown(desk, part="new"))
    fill(form, Details(name="Ada Invented", born=date(1950, 3, 1), record_number="77"))

    tap(form.keep)
    tap(form.keep)

    assert people.count(desk.session.vault) == 2


def test_a_number_that_is_taken_shows_who_has_it(desk: Desk) -> None:
    ada = registered(desk.house, desk.session)
    form = form_of(shown(desk, part="new"))
    fill(form, Details(name="Somebody New", born=date(1980, 8, 8), record_number="mrn-1"))

    tap(form.keep)

    assert form.number.is_wrong
    assert ada in form.found
    assert people.count(desk.session.vault) == 1


def test_details_are_changed_and_markup_stays_text(desk: Desk) -> None:
    ada = registered(desk.house, desk.session)
    screen = shown(desk, ada)
    tap(details_of(screen).edit)
    form = form_of(screen)

    form.name.line.setText(MARKUP)
    form.notes.area.setPlainText(f"{MARKUP}\nsecond")
    tap(form.keep)

    found = patients.known(desk.session.vault, ada)
    assert (found.name, found.notes) == (MARKUP, f"{MARKUP}\nsecond")
    assert MARKUP in texts(screen)


def test_a_name_of_two_hundred_letters_is_kept_whole(desk: Desk) -> None:
    ada = registered(desk.house, desk.session, name="Ł" * 200)

    screen = shown(desk, ada)

    assert "Ł" * 200 in texts(screen)
    assert screen.width() <= rooms.SIZES["tablet"].width()


@pytest.mark.parametrize("field", ["name", "phone", "language", "interpreter"])
def test_words_that_were_typed_are_not_lost_without_being_asked(desk: Desk, field: str) -> None:
    getattr(form_of(shown(desk, part="new")), field).line.setText("Half a name")

    desk.go(Place(screen="today"))
    assert desk.place is not None
    assert desk.place.screen == "patients"
    assert "not written down" in notice(desk)
    desk.go(Place(screen="today"))

    assert desk.place.screen == "today"


def test_the_search_shows_who_is_meant(desk: Desk) -> None:
    full_day(desk)
    screen = shown(desk)

    screen.chooser.field.line.setText("lop mar")
    screen.chooser.look()

    assert [each.name for each in screen.chooser.table.rows] == ["María Lopes", "Maria Lopez"]


def test_looking_at_a_patient_leaves_one_entry(desk: Desk) -> None:
    ada = registered(desk.house, desk.session)

    shown(desk, ada)
    desk.told()

    assert lists.kinds_of(desk.session.vault, ada).count("record.viewed") == 1


def test_two_records_are_made_one_undone_and_made_one_again(desk: Desk) -> None:
    ada = registered(desk.house, desk.session)
    twice = registered(desk.house, desk.session, record_number="MRN-9")
    screen = shown(desk, twice, "merge")
    pane = screen.shown
    assert isinstance(pane, MergePane)

    pane.chooser.table.select(ada)
    tap(pane.merge)
    assert pane.stays.is_wrong
    pane.stays.choose(ada)
    tap(pane.merge)
    assert people.merged_ids(desk.session.vault, ada) == (twice,)
    assert details_of(screen).patient.id == ada
    undo(desk)
    assert people.merged_ids(desk.session.vault, ada) == ()

    patients.merge(desk.house, desk.session, patient=twice, into=ada)
    desk.told()
    tap(details_of(screen).apart[twice])
    assert people.merged_ids(desk.session.vault, ada) == ()
    undo(desk)
    assert people.merged_ids(desk.session.vault, ada) == (twice,)


def test_a_visit_is_planned_and_marked_as_pivotal(desk: Desk) -> None:
    ada = registered(desk.house, desk.session)
    screen = shown(desk, ada, "visit")
    pane = screen.shown
    assert isinstance(pane, VisitPane)

    pane.at.line.setText("9:30")
    pane.day.show_day(date(2026, 3, 1))
    tap(pane.kept)
    assert pane.day.is_wrong
    pane.day.show_day(desk.house.today())
    tap(pane.kept)

    (visit,) = days.visits_of(desk.session.vault, ada)
    assert visit.time == "09:30"
    tap(details_of(screen).pivotal[visit.id])
    assert days.visits_of(desk.session.vault, ada)[0].is_pivotal


@pytest.mark.parametrize(
    ("name", "screen"), [("opened", "patient"), ("hand_over", "handover")], ids=str
)
def test_the_ways_on_name_the_patient(desk: Desk, name: str, screen: str) -> None:
    ada = registered(desk.house, desk.session)
    pane = details_of(shown(desk, ada))

    tap(getattr(pane, name))
    QApplication.processEvents()

    assert desk.place is not None
    assert (desk.place.screen, desk.place.subject) == (screen, ada)
