"""The first screen, in large letters: language, size of letters, and whether someone helps."""

from collections.abc import Mapping

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from distressapp.core.answers import Answers, Picked
from distressapp.core.course import has
from distressapp.kiosk.screens.screen import Said, Screen
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look
from distressapp.ui.metrics import TEXT_PERCENTS
from distressapp.ui.widgets.button import Button
from distressapp.ui.widgets.options import OptionList
from distressapp.ui.widgets.tiles import TileGrid
from distressapp.ui.widgets.words import Words

HELPER = "sitting/helper"
LANGUAGE = "sitting/language"


class WelcomeScreen(Screen):
    """What suits this patient; all of it can be changed later.

    Args:
        languages: Tag to the language's own name.
        percent: The size of letters that is chosen now.

    Signals:
        wished: An int: the percentage of a size that was tapped.
    """

    def __init__(
        self,
        languages: Mapping[str, str],
        look: Look,
        parent: QWidget | None = None,
        *,
        percent: int,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._title = Words(_("Welcome"), look, self, letters=40, is_strong=True)
        self._caption = Words(
            _("How large shall the letters be?"), look, self, letters=24, colour="soft"
        )
        self._sample = Words(_("The questions will look like this."), look, self, letters=30)
        self.sizes: dict[int, Button] = {}
        for each in TEXT_PERCENTS:
            button = Button("A", look, self, letters=18 * each / 100, most_letters=18 * each / 100)
            button.setAccessibleName(_("Letters at {percent} %").format(percent=each))
            button.clicked.connect(lambda _checked=False, size=each: self.wished.emit(size))
            button.mark(is_marked=each == percent)
            self.sizes[each] = button
        self.languages = OptionList(languages, look, self) if len(languages) > 1 else None
        if self.languages is not None:
            self.languages.chosen.connect(self._choose_language)
        self.helper = TileGrid({"yes": _("Someone is helping me")}, look, self, most_columns=1)
        self.helper.picked.connect(self._say_helper)

    def spoken(self) -> str:
        """What can be chosen here."""
        return " ".join((self._title.text(), self._caption.text(), _("Someone is helping me")))

    def show_answers(self, answers: Answers) -> None:
        """The language and the helper that stand."""
        self.helper.show_picked(("yes",) if has(answers, HELPER, "yes") else ())
        picked = answers.get(LANGUAGE)
        if self.languages is not None and isinstance(picked, Picked):
            self.languages.show_choice(picked.ids[0])

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Title, sizes with the sample, language, helper."""
        super().resizeEvent(event)
        metrics = self._look.metrics
        left, wide = metrics.margin, self.width() - 2 * metrics.margin
        top = self._stack(self._title, left, metrics.px(8), wide) + metrics.px(10)
        top = self._stack(self._caption, left, top, wide) + metrics.px(10)
        side = max(metrics.target, metrics.px(100))
        for place, button in enumerate(self.sizes.values()):
            button.setGeometry(left + place * (side + metrics.gap), top, side, side)
        beside = len(self.sizes) * (side + metrics.gap) + metrics.px(20)
        room = wide - beside
        if room > metrics.px(420) and self._sample.height_for(room) <= side:
            high = self._sample.height_for(room)
            self._sample.setGeometry(left + beside, top + (side - high) // 2, room, high)
            top += side + metrics.px(24)
        else:
            top += side + metrics.px(12)
            top = self._stack(self._sample, left, top, wide) + metrics.px(24)
        if self.languages is not None:
            high = self.languages.height_for(wide)
            self.languages.setGeometry(left, top, wide, high)
            top += high + metrics.px(20)
        high = self.helper.tiles["yes"].height_for(wide)
        half = wide if metrics.is_portrait else max(wide * 6 // 10, metrics.px(560))
        self.helper.setGeometry(QRect(left, top, half, high))

    @staticmethod
    def _stack(words: Words, left: int, top: int, wide: int) -> int:
        high = words.height_for(wide)
        words.setGeometry(left, top, wide, high)
        return top + high

    @guarded
    def _choose_language(self, tag: object) -> None:
        self.said.emit(Said(key=LANGUAGE, answer=Picked(ids=(str(tag),))))

    @guarded
    def _say_helper(self, ids: object) -> None:
        self.said.emit(Said(key=HELPER, answer=Picked(ids=("yes",)) if ids else None))
