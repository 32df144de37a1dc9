"""Forms in the staff's room, keyed by real keys."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from distressapp.service import patients
from distressapp.service.paper_forms import print_form
from distressapp.service.patients import Details
from distressapp.staff.desk import Desk, Place
from distressapp.staff.paper.checking import Checked
from distressapp.staff.paper.keying import KeyingScreen
from distressapp.staff.paper.pad import Pad
from distressapp.ui import words
from distressapp.vault import forms
from distressapp.vault.forms import PaperForm
from tests.clinics import BORN, NUMBER
from tests.staff import room

KEYS = {
    "\n": Qt.Key.Key_Return,
    "<": Qt.Key.Key_Backspace,
    "~": Qt.Key.Key_End,
    "!": Qt.Key.Key_Escape,
}


def printed(desk: Desk, patient: str = "") -> PaperForm:
    made = print_form(desk.house, desk.session, words, patient=patient)
    found = forms.form(desk.session.vault, made.form)
    assert found is not None
    return found


def keying(desk: Desk, form: PaperForm) -> KeyingScreen:
    """The form's first page."""
    found = room.shown(desk, Place(screen="keying", subject=form.form))
    assert isinstance(found, KeyingScreen)
    return found


def begun(desk: Desk, form: PaperForm, *, born: str = "1 3 1950", number: str = "") -> KeyingScreen:
    """The form at its first question, filled in today."""
    found = keying(desk, form)
    assert found.card is not None
    if number:
        found.card.number.line.setText(number)
    for box, part in zip(found.card.born.boxes, born.split(), strict=False):
        box.setText(part)
    found.card.filled.show_day(desk.house.today())
    found.card.start.click()
    if found.pad is None:
        found.card.start.click()  # the date of birth was doubted
    QApplication.processEvents()
    assert found.pad is not None
    return found


def pad(screen: KeyingScreen) -> Pad:
    assert screen.pad is not None
    return screen.pad


def press(screen: KeyingScreen, keys: str) -> int:
    """Real keys, one after another, wherever the focus is; how many there were.

    `\\n` is Enter, `<` Backspace, `~` End, `!` Escape.
    """
    for key in keys:
        target = QApplication.focusWidget() or screen
        if key in KEYS:
            QTest.keyClick(target, KEYS[key])
        else:
            QTest.keyClicks(target, key)
        QApplication.processEvents()
    return len(keys)


def at(screen: KeyingScreen) -> str:
    """Id of the question at hand; empty where none is."""
    return "" if screen.pad is None else screen.pad.question.id


def press_to(screen: KeyingScreen, question: str) -> None:
    """Everything blank up to that question."""
    while at(screen) != question:
        press(screen, "\n" if pad(screen).line is not None else "-")


MARIA = Details(name="Maria Invented", born=BORN, record_number=NUMBER)


def marias(desk: Desk) -> PaperForm:
    return printed(desk, patients.register(desk.house, desk.session, MARIA))


def answer(screen: KeyingScreen, key: str) -> object:
    assert screen.keying is not None
    return screen.keying.interview.answers.get(key)


def read(screen: KeyingScreen) -> dict[str, str]:
    """What the running check shows."""
    assert screen.check is not None
    found = [each for each in screen.check.table.rows if isinstance(each, Checked)]
    return {each.short: each.said for each in found}


def whole(screen: KeyingScreen) -> None:
    """Everything blank that is left, handed in as the patient wanted."""
    press_to(screen, "handed_in")
    press(screen, "1")


def words_of(screen: KeyingScreen) -> str:
    QApplication.processEvents()
    return "\n".join(each.text() for each in screen.findChildren(QLabel) if each.isVisible())


def notice(desk: Desk) -> str:
    shell = room.window_of(desk).shell
    assert shell is not None
    return shell.notice.words.text()


def tap_line(screen: KeyingScreen, short: str) -> None:
    """A tap on that line of what was keyed."""
    assert screen.check is not None
    table = screen.check.table
    places = [row.short for row in table.rows]
    index = table.view.model().index(places.index(short), 0)
    table.view.scrollTo(index)
    point = table.view.visualRect(index).center()
    QTest.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    QApplication.processEvents()
