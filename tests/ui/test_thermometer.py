import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from pytestqt.qtbot import QtBot

from distressapp.ui.look import Look
from distressapp.ui.theme import LIGHT
from distressapp.ui.widgets.thermometer import Thermometer
from tests.ui.hands import press, tap, write

PALE = (LIGHT.card, LIGHT.ground)


def thermometer(bot: QtBot, look: Look, *, has_steppers: bool = False) -> Thermometer:
    made = Thermometer("none", "extreme", look, has_steppers=has_steppers)
    bot.addWidget(made)
    made.resize(640, 600)
    made.show()
    return made


def heard(made: Thermometer) -> list[object]:
    numbers: list[object] = []
    made.chosen.connect(numbers.append)
    return numbers


def tube(made: Thermometer) -> tuple[bool, bool, bool]:
    """Whether the tube is filled at its top, its middle and its bulb."""
    image: QImage = made.grab().toImage()
    middle, high = made.rungs[0].x() - 60, image.height()
    spots = [QPoint(middle, y) for y in (30, high // 2, high - 24)]
    top, half, bulb = (image.pixelColor(spot) != QColor(LIGHT.card) for spot in spots)
    return top, half, bulb


@pytest.mark.parametrize("number", range(11))
def test_a_tapped_rung_says_its_number(bot: QtBot, look: Look, number: int) -> None:
    made = thermometer(bot, look)
    numbers = heard(made)

    tap(made.rungs[number])

    assert numbers == [number]


def test_any_place_of_a_rung_can_be_tapped(bot: QtBot, look: Look) -> None:
    made = thermometer(bot, look)
    numbers = heard(made)
    rung = made.rungs[3]

    tap(rung, QPoint(rung.width() - 2, rung.height() - 2))

    assert numbers == [3]


def test_ten_is_on_top_and_only_the_ends_carry_words(bot: QtBot, look: Look) -> None:
    made = thermometer(bot, look)

    by_height = sorted(made.rungs, key=lambda number: made.rungs[number].y())

    assert by_height == list(range(10, -1, -1))
    assert {n: rung.words for n, rung in made.rungs.items() if rung.words} == {
        0: "none",
        10: "extreme",
    }


def test_nothing_is_filled_before_something_is_tapped(bot: QtBot, look: Look) -> None:
    made = thermometer(bot, look)

    assert tube(made) == (False, False, False)
    assert not any(rung.isChecked() for rung in made.rungs.values())


def test_zero_fills_the_bulb_only(bot: QtBot, look: Look) -> None:
    made = thermometer(bot, look)

    tap(made.rungs[0])

    assert tube(made) == (False, False, True)


def test_ten_fills_everything(bot: QtBot, look: Look) -> None:
    made = thermometer(bot, look)

    tap(made.rungs[10])

    assert tube(made) == (True, True, True)


def test_taking_back_empties_it_and_says_nothing(bot: QtBot, look: Look) -> None:
    made = thermometer(bot, look)
    tap(made.rungs[6])
    numbers = heard(made)

    made.show_choice(None)

    assert tube(made) == (False, False, False)
    assert numbers == []


def test_what_was_taken_back_can_be_tapped_again(bot: QtBot, look: Look) -> None:
    made = thermometer(bot, look)
    made.show_choice(6)
    made.show_choice(None)
    numbers = heard(made)

    tap(made.rungs[6])

    assert numbers == [6]


def test_tapping_what_stands_says_nothing_again(bot: QtBot, look: Look) -> None:
    made = thermometer(bot, look)
    made.show_choice(6)
    numbers = heard(made)

    tap(made.rungs[6])

    assert numbers == []
    assert made.rungs[6].isChecked()


def test_a_digit_chooses_its_number(bot: QtBot, look: Look) -> None:
    made = thermometer(bot, look)
    numbers = heard(made)

    write(made, "70")

    assert numbers == [7, 0]


def test_one_and_zero_are_ten(bot: QtBot, look: Look) -> None:
    made = thermometer(bot, look)
    numbers = heard(made)

    write(made, "10")

    assert numbers == [1, 10]


def test_a_key_that_is_no_digit_chooses_nothing(bot: QtBot, look: Look) -> None:
    made = thermometer(bot, look)
    numbers = heard(made)

    press(made, Qt.Key.Key_F1)
    press(made, Qt.Key.Key_Shift)
    press(made, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)

    assert numbers == []


def test_there_are_no_steppers_unless_asked_for(bot: QtBot, look: Look) -> None:
    made = thermometer(bot, look)

    assert made.more is None
    assert made.less is None


def test_steppers_wait_for_a_number(bot: QtBot, look: Look) -> None:
    made = thermometer(bot, look, has_steppers=True)
    assert made.more is not None
    assert made.less is not None
    before = (made.more.isEnabled(), made.less.isEnabled())

    tap(made.rungs[0])

    assert before == (False, False)
    assert (made.more.isEnabled(), made.less.isEnabled()) == (True, False)


def test_a_stepper_is_told_before_the_number_it_leads_to(bot: QtBot, look: Look) -> None:
    made = thermometer(bot, look, has_steppers=True)
    assert made.more is not None
    made.show_choice(4)
    told: list[object] = []
    made.stepped.connect(lambda _nothing: told.append("stepped"))
    made.chosen.connect(told.append)

    tap(made.more)

    assert told == ["stepped", 5]


def test_a_screen_reader_meets_radio_buttons(bot: QtBot, look: Look) -> None:
    made = thermometer(bot, look)

    read = QAccessible.queryAccessibleInterface(made.rungs[10])

    assert read.role() is QAccessible.Role.RadioButton
    assert read.text(QAccessible.Text.Name) == "10 extreme"
