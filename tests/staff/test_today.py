from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from distressapp.core.instrument import Band
from distressapp.core.visiting import Declined, Mark, Unsuited
from distressapp.service.owed import owed
from distressapp.service.today import today
from distressapp.staff.desk import Desk, Place
from distressapp.staff.today.marking import ConcernCard, DeclinedCard, UnsuitedCard
from distressapp.staff.today.person import PersonPane, PlanCard, ReadCard
from distressapp.staff.today.screen import TodayScreen
from distressapp.staff.today.talking import TalkPane
from distressapp.vault import days, lists
from tests.service.days import lists_of
from tests.staff import room as rooms
from tests.staff.days import full_day
from tests.staff.hands import tap, texts


def shown(desk: Desk, part: str = "due", subject: str = "") -> TodayScreen:
    found = rooms.shown(desk, Place(screen="today", part=part, subject=subject))
    assert isinstance(found, TodayScreen)
    return found


def person(screen: TodayScreen) -> PersonPane:
    found = screen.person
    assert isinstance(found, PersonPane)
    return found


def names(screen: TodayScreen) -> list[str]:
    assert screen.table is not None
    return [each.patient.name if each.patient else "" for each in screen.table.rows]


def choose(screen: TodayScreen, name: str) -> PersonPane:
    assert screen.table is not None
    for row in screen.table.rows:
        if row.patient is not None and row.patient.name == name:
            screen.table.select(row.key)
    return person(screen)


def test_an_empty_day_says_what_to_do(desk: Desk) -> None:
    screen = shown(desk)

    assert screen.table is not None
    assert "Import the day's list" in screen.table.empty.words.text()
    assert screen.chips.waiting.text() == "Must not wait"


@pytest.fixture
def people(desk: Desk) -> dict[str, str]:
    return full_day(desk)


@pytest.mark.usefixtures("people")
def test_every_list_of_the_day_counts_what_the_service_counts(desk: Desk) -> None:
    screen = shown(desk)

    found = lists_of(today(desk.house, desk.session))
    for name in ("due", "in_progress", "finished", "left", "declined", "not_suitable", "unread"):
        assert screen.chips.buttons[name].words().endswith(f" {len(found[name])}"), name


@pytest.mark.usefixtures("people")
def test_a_tap_on_a_list_shows_it_and_the_place_remembers_it(desk: Desk) -> None:
    screen = shown(desk)

    tap(screen.chips.buttons["declined"])

    assert names(screen) == ["Johannes Okonkwo"]
    assert desk.place is not None
    assert desk.place.part == "declined"


def test_declining_takes_two_taps_and_can_be_undone(desk: Desk, people: dict[str, str]) -> None:
    pane = choose(screen := shown(desk), "Maria Lopez")

    tap(pane.buttons["declined"])
    assert isinstance(pane.further, DeclinedCard)
    tap(pane.further.buttons[Declined.UNWELL])

    assert "Maria Lopez" not in names(screen)
    (visit,) = days.visits_of(desk.session.vault, people["Maria Lopez"])
    assert (visit.state, visit.reason) == (Mark.DECLINED, "unwell")
    shell = rooms.window_of(desk).shell
    assert shell is not None
    tap(shell.notice.undo)
    assert "Maria Lopez" in names(screen)


def test_who_asks_not_to_be_asked_needs_a_review_date(desk: Desk, people: dict[str, str]) -> None:
    pane = choose(shown(desk), "Maria Lopez")
    tap(pane.buttons["not_suitable"])
    card = pane.further
    assert isinstance(card, UnsuitedCard)

    tap(card.asks_not)
    assert card.review.is_wrong
    card.review.show_day(desk.house.today() + timedelta(days=90))
    tap(card.asks_not)

    (visit,) = days.visits_of(desk.session.vault, people["Maria Lopez"])
    assert visit.reason == Unsuited.ASKS_NOT
    assert visit.review == desk.house.today() + timedelta(days=90)


def test_a_concern_of_staff_stands_in_whom_we_owe(desk: Desk, people: dict[str, str]) -> None:
    pane = choose(shown(desk, "not_suitable"), "Şule Çelik")
    tap(pane.buttons["concern"])
    card = pane.further
    assert isinstance(card, ConcernCard)

    tap(card.raised)
    assert card.words.is_wrong
    assert card.band.is_wrong
    card.words.area.setPlainText("Cries, says nothing")
    card.band.choose(Band.SOON)
    tap(card.raised)

    found = owed(desk.house, desk.session, band=Band.SOON)
    assert people["Şule Çelik"] in {each.person for each in found}


def test_own_words_stand_there_word_for_word_once_somebody_opened_them(
    desk: Desk, people: dict[str, str]
) -> None:
    screen = shown(desk, "unread")
    pane = choose(screen, "Greta Ostrowska")
    assert "stairs" not in texts(screen)

    tap(pane.buttons["read"])

    assert isinstance(person(screen).further, ReadCard)
    assert "The <b>stairs</b> at home & the bath" in texts(screen)
    assert names(screen) == []
    (sitting,) = lists.sittings_of(desk.session.vault, people["Greta Ostrowska"])
    assert "sitting.read" in lists.kinds_of(desk.session.vault, sitting)
    desk.told()
    assert "The <b>stairs</b>" in texts(screen)


@pytest.mark.usefixtures("people")
def test_a_talk_closes_with_one_tap_and_can_be_opened_again(desk: Desk) -> None:
    screen = shown(desk, "talk")
    pane = screen.person
    assert isinstance(pane, TalkPane)
    before = len(owed(desk.house, desk.session, band=Band.TALK))

    tap(pane.close_talk)

    assert len(owed(desk.house, desk.session, band=Band.TALK)) == before - 1
    shell = rooms.window_of(desk).shell
    assert shell is not None
    tap(shell.notice.undo)
    assert len(owed(desk.house, desk.session, band=Band.TALK)) == before


def test_a_visit_is_planned_for_who_was_flagged_and_has_none(
    desk: Desk, people: dict[str, str]
) -> None:
    screen = shown(desk, "after_flag")
    pane = choose(screen, "Ben Example")
    tap(pane.buttons["plan"])
    card = pane.further
    assert isinstance(card, PlanCard)

    tap(card.kept)
    assert card.day.is_wrong
    card.day.show_day(desk.house.today() + timedelta(days=2))
    tap(card.kept)

    assert names(screen) == []
    assert len(days.visits_of(desk.session.vault, people["Ben Example"])) == 1


def test_a_visit_becomes_pivotal_with_one_tap(desk: Desk, people: dict[str, str]) -> None:
    pane = choose(screen := shown(desk), "Maria Lopez")

    tap(pane.buttons["pivotal"])

    (visit,) = days.visits_of(desk.session.vault, people["Maria Lopez"])
    assert visit.is_pivotal
    assert "pivotal visit" in texts(screen)


def test_handing_over_names_the_patient_and_the_visit(desk: Desk, people: dict[str, str]) -> None:
    pane = choose(shown(desk), "Maria Lopez")

    tap(pane.buttons["hand_over"])

    assert desk.place is not None
    assert (desk.place.screen, desk.place.subject) == ("handover", people["Maria Lopez"])
    assert desk.place.part == days.visits_of(desk.session.vault, people["Maria Lopez"])[0].id


@pytest.mark.usefixtures("people")
def test_two_patients_of_a_like_name_are_told_apart_in_the_list(desk: Desk) -> None:
    screen = shown(desk)

    assert screen.table is not None
    said = [screen.table.columns[1].text(each) for each in screen.table.rows]
    assert "Maria Lopez, 5 Apr 1949" in said
    assert "María Lopes, 6 May 1952" in said


@pytest.mark.usefixtures("people")
def test_markup_in_a_name_is_shown_as_it_is(desk: Desk) -> None:
    screen = shown(desk, "left")

    assert "<b>Ina</b> & Söhne" in texts(screen)


@pytest.mark.usefixtures("people")
def test_what_was_chosen_stays_chosen_while_the_lists_change(desk: Desk) -> None:
    screen = shown(desk)
    choose(screen, "王小明")
    assert screen.table is not None

    desk.told()

    assert screen.table.row.patient.name == "王小明"
    assert person(screen).line.patient is not None


@pytest.mark.usefixtures("people")
def test_enter_on_a_line_does_what_is_wanted_most(desk: Desk) -> None:
    screen = shown(desk)
    assert screen.table is not None
    screen.table.view.setFocus()

    QTest.keyClick(screen.table.view, Qt.Key.Key_Return)
    QApplication.processEvents()

    assert desk.place is not None
    assert desk.place.screen == "handover"
