import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from distressapp.ui.look import Look
from distressapp.ui.widgets.button import Button
from distressapp.ui.widgets.slide import Slide
from distressapp.ui.widgets.stack import SLIDE_MS, SlideStack


def stack(bot: QtBot, *, has_motion: bool) -> SlideStack:
    made = SlideStack(has_motion=has_motion)
    bot.addWidget(made)
    made.resize(600, 400)
    with bot.waitExposed(made):
        made.show()
    return made


def veils(made: SlideStack) -> list[QLabel]:
    return [each for each in made.findChildren(QLabel) if each.isVisible()]


@pytest.mark.parametrize("has_motion", [True, False])
def test_the_new_screen_fills_the_area_at_once(bot: QtBot, look: Look, *, has_motion: bool) -> None:
    made = stack(bot, has_motion=has_motion)
    first, second = Button("first", look), Button("second", look)
    made.show_screen(first)

    made.show_screen(second)

    assert made.shown is second
    assert second.geometry() == made.rect()
    assert second.isVisible()


def test_the_screen_before_is_gone_with_all_its_words(bot: QtBot, look: Look) -> None:
    made = stack(bot, has_motion=False)
    first = Button("first", look)
    gone: list[object] = []
    first.destroyed.connect(lambda _object: gone.append(None))
    made.show_screen(first)

    made.show_screen(Button("second", look))
    bot.waitUntil(lambda: bool(gone))

    assert [each.words for each in made.findChildren(Button)] == ["second"]


def test_without_motion_nothing_slides(bot: QtBot, look: Look) -> None:
    made = stack(bot, has_motion=False)
    made.show_screen(Button("first", look))

    made.show_screen(Button("second", look))

    assert veils(made) == []


def test_the_first_screen_does_not_slide(bot: QtBot, look: Look) -> None:
    made = stack(bot, has_motion=True)

    made.show_screen(Button("first", look))

    assert veils(made) == []


@pytest.mark.parametrize("is_back", [True, False])
def test_a_slide_is_short_and_leaves_nothing(bot: QtBot, look: Look, *, is_back: bool) -> None:
    made = stack(bot, has_motion=True)
    made.show_screen(Button("first", look))

    made.show_screen(Button("second", look), is_back=is_back)
    sliding = len(veils(made))
    bot.waitUntil(lambda: not veils(made))

    assert sliding == 1
    assert 150 <= SLIDE_MS <= 200


def test_a_tap_meant_for_what_slides_out_answers_nothing(bot: QtBot, look: Look) -> None:
    made = stack(bot, has_motion=True)
    made.show_screen(Button("first", look))
    second = Button("second", look)
    taps: list[object] = []
    second.clicked.connect(lambda _checked: taps.append(None))
    middle = made.rect().center()

    made.show_screen(second)
    (slide,) = made.findChildren(Slide)
    slide.stop()  # a busy machine is slower than the slide
    pressed = _Pressed(made)
    _tap_window(made, middle)
    while_sliding = pressed.widgets, list(taps)
    slide.start()
    bot.waitUntil(lambda: not veils(made))
    _tap_window(made, middle)

    assert second not in while_sliding[0]
    assert while_sliding[1] == []
    assert (second.isVisible(), second.geometry()) == (True, made.rect())
    # Not the click: none follows where the window loses the keys between press and release.
    assert pressed.widgets[-1] is second


class _Pressed(QObject):
    """Who was pressed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._seen: list[QObject] = []
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    @property
    def widgets(self) -> list[QObject]:
        """In the order in which they were."""
        return [each for each in self._seen if isinstance(each, QWidget)]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick}:
            self._seen.append(watched)
        return False


def _tap_window(made: SlideStack, place: QPoint) -> None:
    """As a finger does: what lies on top gets it, and nothing keeps all taps to itself."""
    keepers = QApplication.activeModalWidget(), QApplication.activePopupWidget()
    assert (*keepers, QWidget.mouseGrabber()) == (None, None, None)
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(made.windowHandle(), button, none, place)


def test_quick_turns_leave_one_screen(bot: QtBot, look: Look) -> None:
    made = stack(bot, has_motion=True)

    for number in range(5):
        made.show_screen(Button(str(number), look))
    bot.waitUntil(lambda: not veils(made))

    assert made.shown is not None
    assert made.shown.isVisible()


@pytest.mark.parametrize(
    ("direction", "is_back", "to_the_right"),
    [
        (Qt.LayoutDirection.LeftToRight, False, False),
        (Qt.LayoutDirection.LeftToRight, True, True),
        (Qt.LayoutDirection.RightToLeft, False, True),
        (Qt.LayoutDirection.RightToLeft, True, False),
    ],
)
def test_a_screen_leaves_to_the_side_where_reading_began(
    bot: QtBot,
    look: Look,
    direction: Qt.LayoutDirection,
    *,
    is_back: bool,
    to_the_right: bool,
) -> None:
    made = stack(bot, has_motion=True)
    made.setLayoutDirection(direction)
    made.show_screen(Button("first", look))

    made.show_screen(Button("second", look), is_back=is_back)

    slide = made.findChildren(Slide)[-1]
    assert (slide.to.x() > 0) is to_the_right
