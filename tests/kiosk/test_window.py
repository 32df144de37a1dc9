"""The window's own promises: it stays, it forgets, and it survives what nobody foresaw."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from distressapp.core.answers import Chosen
from distressapp.core.sitting import Stop
from distressapp.kiosk.handover import Desk, HandoverPage
from distressapp.kiosk.plain import Act
from distressapp.kiosk.room import PatientRoom
from distressapp.kiosk.screens.writing import WritingScreen
from distressapp.kiosk.stage import Phase
from distressapp.ui.widgets.words import Words
from tests.clinics import NUMBER
from tests.kiosk.day import SHORT, Day, day, live_words, settle, tap
from tests.kiosk.disk import full_disk

SECRET = "who feeds my parrot"  # noqa: S105  (what a patient wrote)


def at(bot: QtBot, tmp_path: Path, step: str) -> Day:
    found = day(bot, tmp_path / "clinic", SHORT)
    found.hand_over()
    found.go_to(step)
    return found


def write_secret(here: Day) -> None:
    here.go_to("concerns.spiritual")
    here.tick("spiritual.other")
    here.go_to("own_words.spiritual")
    screen = here.room.screen_shown
    assert isinstance(screen, WritingScreen)
    QTest.keyClicks(screen.field, SECRET)
    here.go_to("thanks")


def largest_letters(here: Day) -> int:
    """In pixels, of all words on the screen that is up."""
    return max(each.letters.pixelSize() for each in here.room.screen_shown.findChildren(Words))


def undo(here: Day) -> None:
    """What brings back words in other programs."""
    for widget in here.window.findChildren(QObject):
        if hasattr(widget, "hasFocus") and widget.hasFocus():
            QTest.keyClick(
                widget,  # type: ignore[call-overload]  # it has the focus, so it is a widget
                Qt.Key.Key_Z,
                Qt.KeyboardModifier.ControlModifier,
            )
            settle()
            return


def test_the_window_cannot_be_closed_while_a_patient_sits(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = at(clean_stage, tmp_path, "rating")

    is_closed = here.window.close()

    assert not is_closed
    assert here.window.isVisible()


def test_the_window_cannot_be_closed_at_rest_or_while_a_call_sounds(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = day(clean_stage, tmp_path / "clinic", SHORT)
    tap(here.desk.buttons[Desk.NOW])
    here.act(Act.YES)
    is_closed_in_a_call = here.window.close()
    here.window.rest()

    assert not is_closed_in_a_call
    assert not here.window.close()


def test_staff_can_close_it_on_their_start_page(clean_stage: QtBot, tmp_path: Path) -> None:
    here = day(clean_stage, tmp_path / "clinic", SHORT)

    assert here.window.close()


def test_nothing_of_one_patient_is_met_by_the_next(clean_stage: QtBot, tmp_path: Path) -> None:
    here = at(clean_stage, tmp_path, "rating")
    here.rate(9)
    write_secret(here)
    tap(here.room.foot.next)
    here.clean_up()

    here.hand_over("MRN-2", "02021960")
    here.go_to("concerns.spiritual")
    here.tick("spiritual.other")
    here.next()
    undo(here)

    assert here.step == "own_words.spiritual"
    assert SECRET not in live_words()
    assert NUMBER not in live_words()
    assert SECRET not in str(here.kept())
    assert "dt/rating" not in here.kept()
    assert here.window.conductor is not None
    assert "dt/rating" not in here.window.conductor.interview.answers


def test_nothing_of_one_record_number_is_met_at_the_next_start(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = at(clean_stage, tmp_path, "rating")
    tap(here.room.foot.called)

    here.clean_up()
    undo(here)

    assert NUMBER not in live_words()
    assert here.window.page is here.desk


def test_no_title_of_a_window_says_anything_of_a_patient(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = at(clean_stage, tmp_path, "rating")

    titles = {each.windowTitle() for each in QApplication.topLevelWidgets()}

    assert here.window.windowTitle() == "Clinic of the tests"
    assert not any(NUMBER in each for each in titles)


def test_the_patients_screen_says_no_score_band_or_word_of_judgement(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = day(clean_stage, tmp_path / "clinic")
    here.hand_over()
    here.go_to("rating")
    here.rate(10)
    said = [live_words()]
    while here.step != "thanks":
        here.next()
        said.append(live_words())

    words = "\n".join(said).lower()
    for word in ("score", "severe", "depress", "anxiety", "disorder", "soon", "cut-off", "nccn"):
        assert word not in words, word
    assert NUMBER not in words


def test_what_nobody_foresaw_ends_in_the_safe_screen_and_loses_nothing(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = at(clean_stage, tmp_path, "rating")
    here.rate(9)

    here.window.show_broken()
    settle()

    assert here.title == "Something went wrong here."
    assert here.kept() == {"dt/rating": Chosen(index=9, value=9)}
    here.act(Act.STAFF)
    assert here.is_in(Phase.REST)
    assert here.last.sitting.stop is Stop.RESTART
    assert "dt.rating.8" in here.rules()


def test_help_can_be_called_from_the_safe_screen(clean_stage: QtBot, tmp_path: Path) -> None:
    here = at(clean_stage, tmp_path, "rating")
    here.window.show_broken()
    settle()

    here.act(Act.NOW)

    assert here.title == "Shall we ask someone to come?"
    assert len(here.calls()) == 1


def test_the_safe_screen_on_staffs_side_leads_back_to_their_start(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = day(clean_stage, tmp_path / "clinic", SHORT)
    here.window.show_broken()
    settle()

    here.act(Act.STAFF)
    here.clean_up()

    assert isinstance(here.window.page, HandoverPage)
    assert here.closed == []


def test_ending_the_program_scores_what_was_kept(clean_stage: QtBot, tmp_path: Path) -> None:
    here = at(clean_stage, tmp_path, "rating")
    here.rate(4)

    here.window.stop_for_closing()

    assert here.last.sitting.stop is Stop.CLOSING
    assert here.taken_in()[0].sitting.stop is Stop.CLOSING


def test_ending_the_program_with_nobody_sitting_closes_nothing(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = day(clean_stage, tmp_path / "clinic", SHORT)

    here.window.stop_for_closing()

    assert here.closed == []


def test_a_program_that_ends_on_a_full_disk_leaves_what_staff_can_score(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = at(clean_stage, tmp_path, "rating")
    here.rate(8)

    with full_disk(here.house.folder.root):
        here.window.stop_for_closing()
    here.end()
    again = day(clean_stage, tmp_path / "clinic", clock=here.clock)

    assert here.closed == []
    assert again.kept() == {"dt/rating": Chosen(index=8, value=8)}


def test_a_folder_that_cannot_be_written_hands_the_tablet_to_nobody(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = day(clean_stage, tmp_path / "clinic", SHORT)
    here.admit()

    with full_disk(here.house.folder.root):
        here.act(Act.HAND_OVER)

    assert here.is_in(Phase.DESK)
    assert "Free some space" in here.desk.message.text()
    here.hand_over()
    assert here.step == "welcome"


def test_turning_the_tablet_keeps_patient_step_and_answer(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = at(clean_stage, tmp_path, "rating")
    here.rate(6)

    here.window.resize(800, 1280)
    settle()

    assert here.step == "rating"
    assert here.room.width() == 800
    assert "You chose 6." in live_words()


def test_the_size_of_letters_of_one_patient_is_not_the_next_ones(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = at(clean_stage, tmp_path, "rating")
    usual = largest_letters(here)
    tap(here.room.header.bigger)
    tap(here.room.header.bigger)
    large = largest_letters(here)
    tap(here.room.foot.called)
    here.clean_up()

    here.hand_over("MRN-2", "02021960")
    here.go_to("rating")

    assert large > usual
    assert largest_letters(here) == usual


def test_every_part_of_the_day_is_told_in_its_order(clean_stage: QtBot, tmp_path: Path) -> None:
    here = day(clean_stage, tmp_path / "clinic", SHORT)
    turned: list[Phase] = []
    here.window.turned.connect(turned.append)

    here.hand_over()
    here.go_to("thanks")
    tap(here.room.foot.next)
    here.clean_up()

    assert turned == [Phase.TICKET, Phase.SITTING, Phase.REST, Phase.CLEANING, Phase.DESK]


def test_at_rest_help_can_still_be_called(clean_stage: QtBot, tmp_path: Path) -> None:
    here = at(clean_stage, tmp_path, "rating")
    tap(here.room.foot.called)

    here.act(Act.NOW)
    here.act(Act.NO)

    assert here.is_in(Phase.REST)
    assert here.title == "Thank you."
    assert len(here.calls()) == 1


def test_the_button_for_help_is_on_every_screen_of_a_patient(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = day(clean_stage, tmp_path / "clinic")
    here.hand_over()
    met: list[str] = []

    while here.step != "thanks":
        assert isinstance(here.window.page, PatientRoom)
        assert here.room.foot.now.isVisible(), here.step
        met.append(here.step)
        here.next()

    assert here.room.foot.now.isVisible()
    assert len(met) > 30
