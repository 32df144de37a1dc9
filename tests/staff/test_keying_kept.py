"""A keyed form: looked at twice, kept once, put right with a reason, left only when asked."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from distressapp.service import patients
from distressapp.service.followups import report_death
from distressapp.staff.desk import Desk, Place
from distressapp.staff.paper.keying import KeyingScreen
from distressapp.vault import lists
from tests.clinics import BORN, NUMBER
from tests.staff import room
from tests.staff.papers import (
    MARIA,
    at,
    begun,
    keying,
    marias,
    notice,
    press,
    printed,
    read,
    tap_line,
    whole,
    words_of,
)


def test_nothing_is_kept_before_the_second_look_says_so(desk: Desk) -> None:
    form = marias(desk)
    screen = begun(desk, form)
    press(screen, "18\n")
    whole(screen)

    assert screen.pad is None
    assert read(screen)["Rating"] == "8"
    assert lists.all_sittings(desk.session.vault) == ()
    assert screen.keep is not None
    screen.keep.click()

    (sitting,) = lists.all_sittings(desk.session.vault)
    found = lists.sitting(desk.session.vault, sitting)
    assert found is not None
    assert found.patient is not None
    assert found.record.paper is not None
    assert found.record.paper.by == desk.session.member.name
    assert "DT 8" in words_of(screen)
    assert "Maria Invented" in words_of(screen)


def test_keeping_twice_keeps_once(desk: Desk) -> None:
    screen = begun(desk, marias(desk))
    whole(screen)
    assert screen.keep is not None
    keep = screen.keep

    keep.click()
    keep.click()

    assert len(lists.all_sittings(desk.session.vault)) == 1


def test_a_line_of_the_second_look_is_keyed_again_and_leads_back_to_it(desk: Desk) -> None:
    screen = begun(desk, marias(desk))
    press(screen, "18\n")
    whole(screen)

    tap_line(screen, "Rating")
    assert at(screen) == "rating"
    press(screen, "3\n")

    assert screen.pad is None
    assert read(screen)["Rating"] == "3"


def test_another_answer_that_opens_a_question_asks_it_before_the_second_look(desk: Desk) -> None:
    screen = begun(desk, marias(desk))
    whole(screen)
    tap_line(screen, "Daily life")

    press(screen, "o\n")

    assert at(screen) == "own_words.practical"


def test_another_date_of_birth_is_doubted_once_before_anything_is_keyed(desk: Desk) -> None:
    screen = keying(desk, marias(desk))
    assert screen.card is not None
    screen.card.born.show_day(BORN.replace(day=2))
    screen.card.filled.show_day(desk.house.today())

    screen.card.start.click()
    assert "not the date of birth in the record" in screen.card.born.complaint.text()
    assert screen.pad is None

    screen.card.born.show_day(BORN)
    screen.card.start.click()
    assert screen.pad is not None


def test_a_number_that_nobody_has_is_doubted_once_before_anything_is_keyed(desk: Desk) -> None:
    screen = keying(desk, printed(desk))
    assert screen.card is not None
    screen.card.number.line.setText("MRN-9")
    screen.card.born.show_day(BORN)
    screen.card.filled.show_day(desk.house.today())

    screen.card.start.click()
    assert "Nobody here has that record number" in screen.card.number.complaint.text()
    assert screen.pad is None

    screen.card.start.click()
    assert screen.pad is not None


def test_on_a_form_for_nobody_another_date_of_birth_is_doubted_too(desk: Desk) -> None:
    patients.register(desk.house, desk.session, MARIA)
    screen = keying(desk, printed(desk))
    assert screen.card is not None
    screen.card.number.line.setText(NUMBER)
    screen.card.born.show_day(BORN.replace(day=2))
    screen.card.filled.show_day(desk.house.today())

    screen.card.start.click()

    assert "not the date of birth in the record" in screen.card.born.complaint.text()
    assert screen.pad is None


def test_the_first_page_says_that_the_patient_died(desk: Desk) -> None:
    form = marias(desk)
    report_death(desk.house, desk.session, form.patient)

    assert "this patient died" in words_of(keying(desk, form))


def test_a_date_of_birth_that_was_misread_is_put_right_and_the_form_matched(desk: Desk) -> None:
    form = marias(desk)
    screen = begun(desk, form, born="2 3 1950")
    whole(screen)
    assert screen.keep is not None
    screen.keep.click()
    (sitting,) = lists.all_sittings(desk.session.vault)

    again = room.shown(desk, Place(screen="keying", subject=sitting, part="again"))
    assert isinstance(again, KeyingScreen)
    assert again.because is not None
    assert again.born is not None
    again.because.line.setText("a 1 was read as a 2")
    again.born.show_day(BORN)
    tap_line(again, "Rating")
    press(again, "4\n")
    assert again.keep is not None
    again.keep.click()

    found = lists.sitting(desk.session.vault, sitting)
    assert found is not None
    assert found.patient is not None
    assert found.record.given.born == BORN
    assert "Maria Invented" in words_of(again)


def test_another_date_of_birth_is_kept_and_said_to_be_nobodys(desk: Desk) -> None:
    form = marias(desk)
    screen = begun(desk, form, born="2 3 1950")
    whole(screen)
    assert screen.keep is not None

    screen.keep.click()

    assert "not the one in the record" in words_of(screen)
    (sitting,) = lists.all_sittings(desk.session.vault)
    found = lists.sitting(desk.session.vault, sitting)
    assert found is not None
    assert found.patient is None


def test_the_day_must_be_said_and_must_fit(desk: Desk) -> None:
    screen = keying(desk, marias(desk))
    assert screen.card is not None

    screen.card.start.click()
    assert screen.card.filled.is_wrong
    assert screen.pad is None

    for box, part in zip(screen.card.filled.boxes, ("1", "1", "2020"), strict=True):
        box.setText(part)
    screen.card.start.click()
    assert screen.pad is None
    assert "filled in on that day" in notice(desk)


def test_a_date_that_is_none_is_said_at_the_field(desk: Desk) -> None:
    screen = keying(desk, marias(desk))
    assert screen.card is not None
    screen.card.born.boxes[0].setText("31")
    screen.card.filled.show_day(desk.house.today())

    screen.card.start.click()

    assert screen.card.born.is_wrong
    assert screen.pad is None


def test_today_is_one_tap(desk: Desk) -> None:
    screen = keying(desk, marias(desk))
    assert screen.card is not None
    assert screen.card.filled.value() is None

    QTest.mouseClick(screen.card.days[0], Qt.MouseButton.LeftButton)

    assert screen.card.filled.value() == desk.house.today()


def test_a_blank_form_asks_for_the_record_number(desk: Desk) -> None:
    patients.register(desk.house, desk.session, MARIA)
    form = printed(desk)
    screen = begun(desk, form, number=NUMBER.lower())
    whole(screen)
    assert screen.keep is not None

    screen.keep.click()

    assert "Maria Invented" in words_of(screen)


def test_a_form_that_was_keyed_before_says_so(desk: Desk) -> None:
    form = marias(desk)
    screen = begun(desk, form)
    whole(screen)
    assert screen.keep is not None
    screen.keep.click()

    again = room.shown(desk, Place(screen="paper"))
    assert again is not screen
    second = keying(desk, form)

    assert second.card is None
    assert "keyed in before" in words_of(second)


def test_a_form_that_nobody_knows_says_so(desk: Desk) -> None:
    screen = room.shown(desk, Place(screen="keying", subject="0" * 32))

    assert isinstance(screen, KeyingScreen)
    assert "not known here" in words_of(screen)


def test_a_form_is_put_right_with_a_reason(desk: Desk) -> None:
    form = marias(desk)
    screen = begun(desk, form)
    press(screen, "18\n")
    whole(screen)
    assert screen.keep is not None
    screen.keep.click()
    (sitting,) = lists.all_sittings(desk.session.vault)

    again = room.shown(desk, Place(screen="keying", subject=sitting, part="again"))
    assert isinstance(again, KeyingScreen)
    assert read(again)["Rating"] == "8"
    tap_line(again, "Rating")
    press(again, "3\n")
    assert again.keep is not None
    again.keep.click()
    assert "not said why" in notice(desk)
    assert again.because is not None
    again.because.line.setText("misread")
    again.keep.click()

    found = lists.sitting(desk.session.vault, sitting)
    assert found is not None
    assert found.record.outcome.scored["dt"].scores["rating"].value == 3
    assert found.record.paper is not None
    assert found.record.paper.because == "misread"


def test_a_sitting_of_the_screen_cannot_be_keyed_again(desk: Desk) -> None:
    screen = room.shown(desk, Place(screen="keying", subject="0" * 32, part="again"))

    assert isinstance(screen, KeyingScreen)
    assert "not on paper" in words_of(screen)


def test_a_change_elsewhere_leaves_the_keying_alone(desk: Desk) -> None:
    screen = begun(desk, marias(desk))
    press(screen, "1")

    desk.told()

    assert at(screen) == "rating"
