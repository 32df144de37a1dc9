from datetime import date

import pytest

from distressapp.service.reports import page_made
from distressapp.service.takein import take_in
from distressapp.staff.desk import Desk, Place
from distressapp.staff.patients.matching import MatchingScreen, MatchPane
from distressapp.staff.patients.moving import MovePane
from distressapp.vault import days, lists, people
from tests.service.days import ADA, BEN, registered, sat
from tests.staff import room as rooms
from tests.staff.hands import tap, texts


def shown(desk: Desk, subject: str = "", part: str = "") -> MatchingScreen:
    found = rooms.shown(desk, Place(screen="matching", subject=subject, part=part))
    assert isinstance(found, MatchingScreen)
    return found


def match_of(screen: MatchingScreen) -> MatchPane:
    found = screen.shown
    assert isinstance(found, MatchPane)
    return found


def move_of(screen: MatchingScreen) -> MovePane:
    found = screen.shown
    assert isinstance(found, MovePane)
    return found


def test_where_nothing_waits_it_says_so(desk: Desk) -> None:
    screen = shown(desk)

    assert "nothing to do here" in screen.table.empty.words.text()


def test_the_date_of_birth_from_the_patients_mouth_makes_it_theirs(desk: Desk) -> None:
    ada = registered(desk.house, desk.session)
    sitting = sat(desk.house, desk.session, ADA)
    screen = shown(desk)
    pane = match_of(screen)

    tap(pane.confirm)
    assert pane.born.is_wrong
    pane.born.show_day(date(1950, 3, 1))
    tap(pane.confirm)

    assert lists.sittings_of(desk.session.vault, ada) == (sitting,)
    assert screen.table.rows == ()


def test_another_date_of_birth_confirms_nothing(desk: Desk) -> None:
    registered(desk.house, desk.session)
    sat(desk.house, desk.session, ADA)
    pane = match_of(shown(desk))

    pane.born.show_day(date(1950, 3, 2))
    tap(pane.confirm)

    assert len(days.unmatched(desk.session.vault)) == 1
    shell = rooms.window_of(desk).shell
    assert shell is not None
    assert "do not agree" in shell.notice.words.text()


def test_a_new_number_becomes_a_patient_after_a_look_at_like_names(desk: Desk) -> None:
    registered(desk.house, desk.session, record_number="MRN-9")
    sat(desk.house, desk.session, ADA)
    screen = shown(desk)
    pane = match_of(screen)
    assert pane.name is not None

    tap(pane.confirm)
    assert pane.name.is_wrong
    pane.name.line.setText("Ada Invented")
    pane.born.show_day(date(1950, 3, 1))
    tap(pane.confirm)
    assert len(days.unmatched(desk.session.vault)) == 1
    assert "record number MRN-9" in texts(screen)
    tap(pane.confirm)

    assert days.unmatched(desk.session.vault) == ()
    assert people.count(desk.session.vault) == 2


def test_a_sitting_of_another_patient_is_moved_with_all_that_follows(desk: Desk) -> None:
    house, session = desk.house, desk.session
    ada, ben = registered(house, session), registered(house, session, BEN)
    sitting = sat(house, session, ADA, patient=ada, value=9)
    page_made(house, sitting, copy="clinician", by="Nurse B")
    take_in(house, session.vault)
    screen = shown(desk, sitting, "move")
    pane = move_of(screen)

    pane.chooser.table.select(ben)
    assert "flags leave Ada Invented" in texts(screen)
    assert "Take back the clinician's page" in texts(screen)
    tap(pane.moved)
    assert pane.born.is_wrong
    assert pane.reason.is_wrong
    pane.born.show_day(date(1960, 5, 6))
    pane.reason.line.setText("the wrong line was tapped")
    tap(pane.moved)
    assert lists.sittings_of(session.vault, ada) == (sitting,)
    pane.born.show_day(BEN.born)
    tap(pane.moved)

    assert lists.sittings_of(session.vault, ben) == (sitting,)
    assert "Take back the clinician's page" in texts(screen)


def test_a_mistyped_number_leads_to_the_search(desk: Desk) -> None:
    sitting = sat(desk.house, desk.session, ADA)

    tap(match_of(shown(desk)).wrong)

    assert desk.place == Place(screen="matching", subject=sitting, part="move")


@pytest.mark.parametrize("part", ["", "move"])
def test_a_sitting_that_is_gone_leaves_an_empty_place(desk: Desk, part: str) -> None:
    screen = shown(desk, "f" * 32, part)

    assert screen.sat is None
