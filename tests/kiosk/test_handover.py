"""Staff's start: a number twice or one scan, a date, and a sentence for every slip."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from distressapp.kiosk.form import SCAN_MS_PER_CHARACTER
from distressapp.kiosk.handover import AGAIN, BORN, RECORD, Desk, HandoverPage, Wanted, date_of
from distressapp.kiosk.stage import Phase
from tests.clinics import NUMBER
from tests.kiosk.day import BIRTHDAY, Day, day, tap
from tests.patience import turn

DIFFER = "The two numbers differ."


def started(bot: QtBot, tmp_path: Path) -> Day:
    return day(bot, tmp_path / "clinic")


def scan(here: Day, field: str, text: str = NUMBER) -> None:
    """A scanner: faster than any hand, and Enter at the end."""
    tap(here.desk.fields[field])
    QTest.keyClicks(here.desk.fields[field], text)
    QTest.keyClick(here.desk.fields[field], Qt.Key.Key_Return)


def heard_at_once(here: Day, text: str, *, every_ms: int) -> None:
    """Keys that were pressed one after another, of which a busy computer hears all at once."""
    here.desk.go_to(RECORD)
    keys = [(Qt.Key(ord(each)), each) for each in text]
    for place, (key, said) in enumerate([*keys, (Qt.Key.Key_Return, "")]):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, said)
        event.setTimestamp(5_000 + place * every_ms)
        QCoreApplication.sendEvent(here.desk.fields[RECORD], event)


def test_two_equal_numbers_and_a_date_admit(clean_stage: QtBot, tmp_path: Path) -> None:
    here = started(clean_stage, tmp_path)
    wanted: list[Wanted] = []
    here.desk.wanted.connect(wanted.append)

    here.admit()

    assert wanted == [Wanted(record_number=NUMBER, born=date(1950, 3, 1), is_resume=False)]
    assert here.is_in(Phase.TICKET)


def test_a_sitting_without_a_date_of_birth_is_admitted(clean_stage: QtBot, tmp_path: Path) -> None:
    here = started(clean_stage, tmp_path)

    here.admit(born="")

    assert here.is_in(Phase.TICKET)


def test_numbers_that_differ_are_both_typed_again(clean_stage: QtBot, tmp_path: Path) -> None:
    here = started(clean_stage, tmp_path)
    here.write(RECORD, "4711")
    here.write(AGAIN, "4771")

    tap(here.desk.buttons[Desk.START])

    assert here.is_in(Phase.DESK)
    assert here.desk.message.text().startswith(DIFFER)
    assert (here.desk.text(RECORD), here.desk.text(AGAIN)) == ("", "")
    assert here.desk.fields[RECORD].hasFocus()


def test_an_empty_number_is_asked_for(clean_stage: QtBot, tmp_path: Path) -> None:
    here = started(clean_stage, tmp_path)

    tap(here.desk.buttons[Desk.START])

    assert here.desk.message.text() == "Type the record number, or scan it."
    assert here.desk.fields[RECORD].hasFocus()


def test_a_number_typed_only_once_admits_nobody(clean_stage: QtBot, tmp_path: Path) -> None:
    here = started(clean_stage, tmp_path)
    here.write(RECORD, NUMBER)

    tap(here.desk.buttons[Desk.START])

    assert here.is_in(Phase.DESK)
    assert here.desk.message.text().startswith(DIFFER)


@pytest.mark.parametrize("born", ["1 3 50", "31021950", "99999999", "abc"])
def test_a_date_that_is_none_is_asked_for_again(
    clean_stage: QtBot, tmp_path: Path, born: str
) -> None:
    here = started(clean_stage, tmp_path)

    here.admit(born=born)

    assert here.is_in(Phase.DESK)
    assert here.desk.message.text().startswith("That date cannot be read.")
    assert (here.desk.text(RECORD), here.desk.text(BORN)) == (NUMBER, "")


@pytest.mark.parametrize("born", ["01031850", "01032050"])
def test_a_date_of_birth_that_cannot_be_is_refused(
    clean_stage: QtBot, tmp_path: Path, born: str
) -> None:
    here = started(clean_stage, tmp_path)

    here.admit(born=born)

    assert here.is_in(Phase.DESK)
    assert here.desk.message.text().startswith("That date of birth cannot be")


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("01031950", date(1950, 3, 1)),
        ("01 03 1950", date(1950, 3, 1)),
        ("01.03.1950", date(1950, 3, 1)),
        ("29/02/1952", date(1952, 2, 29)),
        ("", None),
        ("   ", None),
    ],
)
def test_a_date_may_be_written_as_people_write_it(written: str, found: date | None) -> None:
    assert date_of(written) == found


@pytest.mark.parametrize("written", ["1950-03-01", "010319500", "29021951", "00011950", "x"])
def test_what_is_no_day_month_year_is_no_date(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        date_of(written)


@pytest.mark.parametrize("field", [RECORD, AGAIN])
def test_one_scan_fills_both_and_goes_on_to_the_date(
    clean_stage: QtBot, tmp_path: Path, field: str
) -> None:
    here = started(clean_stage, tmp_path)

    scan(here, field)

    assert (here.desk.text(RECORD), here.desk.text(AGAIN)) == (NUMBER, NUMBER)
    assert here.desk.fields[BORN].hasFocus()
    tap(here.desk.buttons[Desk.START])
    assert here.is_in(Phase.TICKET)


def test_slow_fingers_and_enter_only_move_on(clean_stage: QtBot, tmp_path: Path) -> None:
    here = started(clean_stage, tmp_path)
    field = here.desk.fields[RECORD]
    tap(field)
    QTest.keyClicks(field, "47", delay=120)

    QTest.keyClick(field, Qt.Key.Key_Return)

    assert here.desk.text(AGAIN) == ""
    assert here.desk.fields[AGAIN].hasFocus()


def test_what_a_hand_types_is_no_scan_where_the_computer_hears_it_late(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = started(clean_stage, tmp_path)

    heard_at_once(here, NUMBER, every_ms=120)

    assert (here.desk.text(RECORD), here.desk.text(AGAIN)) == (NUMBER, "")
    assert here.desk.fields[AGAIN].hasFocus()


def test_a_scan_is_one_where_the_computer_is_busy_meanwhile(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = started(clean_stage, tmp_path)
    here.desk.fields[RECORD].changed.connect(lambda _text: turn(SCAN_MS_PER_CHARACTER + 5))

    heard_at_once(here, NUMBER, every_ms=4)

    assert (here.desk.text(RECORD), here.desk.text(AGAIN)) == (NUMBER, NUMBER)


def test_enter_in_the_last_field_starts(clean_stage: QtBot, tmp_path: Path) -> None:
    here = started(clean_stage, tmp_path)
    scan(here, RECORD)
    QTest.keyClicks(here.desk.fields[BORN], BIRTHDAY, delay=60)

    QTest.keyClick(here.desk.fields[BORN], Qt.Key.Key_Enter)

    assert here.is_in(Phase.TICKET)


def test_a_scanner_that_fills_the_date_fills_no_number(clean_stage: QtBot, tmp_path: Path) -> None:
    here = started(clean_stage, tmp_path)

    scan(here, BORN, BIRTHDAY)

    assert (here.desk.text(RECORD), here.desk.text(AGAIN)) == ("", "")


def test_the_keys_on_the_screen_type_where_the_caret_is(clean_stage: QtBot, tmp_path: Path) -> None:
    here = started(clean_stage, tmp_path)

    for digit in "47":
        here.desk.keyboard.typed.emit(digit)
    tap(here.desk.fields[BORN])
    here.desk.keyboard.typed.emit("1")

    assert (here.desk.text(RECORD), here.desk.text(BORN)) == ("47", "1")


def test_what_is_said_goes_away_when_staff_type_on(clean_stage: QtBot, tmp_path: Path) -> None:
    here = started(clean_stage, tmp_path)
    tap(here.desk.buttons[Desk.START])

    here.write(RECORD, "4")

    assert here.desk.message.text() == ""


def test_two_tablets_of_one_day_have_different_ticket_words(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = started(clean_stage, tmp_path)
    words: list[str] = []

    for number in ("MRN-1", "MRN-2", "MRN-3"):
        here.admit(number)
        assert here.plain.ticket is not None
        words.append(here.plain.ticket.word)
        here.window.show_desk()

    assert len(set(words)) == 3
    assert isinstance(here.window.page, HandoverPage)


def test_a_scan_against_another_number_is_a_difference_too(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = started(clean_stage, tmp_path)
    here.write(RECORD, "MRN-1")

    scan(here, AGAIN)

    assert here.desk.message.text().startswith(DIFFER)
    assert (here.desk.text(RECORD), here.desk.text(AGAIN)) == ("", "")
