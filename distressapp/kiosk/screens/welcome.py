"""The first screen, in large letters: language, size of letters, and whether someone helps."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QLocale, QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from distressapp.core.answers import Answers, Picked
from distressapp.core.course import has
from distressapp.kiosk.screens.screen import Said, Screen
from distressapp.text import _
from distressapp.ui.direction import place
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look
from distressapp.ui.metrics import TEXT_PERCENTS
from distressapp.ui.reading import Piece
from distressapp.ui.widgets.button import Button
from distressapp.ui.widgets.options import OptionList
from distressapp.ui.widgets.scroll import ScrollPane
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
        self.question = self._title
        self._caption = Words(
            _("How big should the letters be?"), look, self, letters=24, colour="soft"
        )
        self._sample = Words(_("The questions will look like this."), look, self, letters=30)
        self.sizes: dict[int, Button] = {}
        for each in TEXT_PERCENTS:
            button = Button("A", look, self, letters=24 * each / 100, most_letters=24 * each / 100)
            button.setAccessibleName(_("Letters at {percent} %").format(percent=each))
            button.clicked.connect(partial(self._choose_size, each))
            button.mark(is_marked=each == percent)
            self.sizes[each] = button
        self.languages = OptionList(languages, look, most_columns=3) if len(languages) > 1 else None
        self._pane: ScrollPane | None = None
        if self.languages is not None:
            # Each name in its own script says more than any one language's word for them.
            self.languages.setAccessibleName(", ".join(languages.values()))
            self._pane = ScrollPane(self.languages, look, self)
            self.languages.chosen.connect(self._choose_language)
            for tag, row in self.languages.rows.items():
                # A screen reader says the name of a language in that language.
                row.setLocale(QLocale(tag))
        self.helper = TileGrid({"yes": _("Someone is helping me")}, look, self, most_columns=1)
        self.helper.picked.connect(self._say_helper)

    def press_digit(self, digit: int) -> bool:
        """Languages by their place, and "someone is helping me" after the last of them."""
        tongues = [] if self.languages is None else list(self.languages.rows)
        if self.languages is not None and 0 < digit <= len(tongues):
            return self.languages.press_digit(digit)
        return digit == len(tongues) + 1 and self.helper.press_digit(1)

    def spoken(self) -> tuple[Piece, ...]:
        """What can be chosen here; a voice of one language cannot say the names of the others."""
        said = (self._title.text(), self._caption.text(), _("Someone is helping me"))
        return tuple(Piece(words=each) for each in said)

    def show_answers(self, answers: Answers) -> None:
        """The language and the helper that stand."""
        self.helper.show_picked(("yes",) if has(answers, HELPER, "yes") else ())
        picked = answers.get(LANGUAGE)
        if self.languages is not None and isinstance(picked, Picked):
            self.languages.show_choice(picked.ids[0])

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Title, sizes with the sample, language, helper; what room is left lies between them."""
        super().resizeEvent(event)
        metrics = self._look.metrics
        left, wide = metrics.margin, self.width() - 2 * metrics.margin
        helper = self.helper.tiles["yes"].height_for(wide)
        tongues = 0 if self.languages is None else self.languages.height_for(wide)
        room = self._make_room(wide, helper + tongues)
        spare = max(0, room) // (4 if tongues else 3)
        gap = max(metrics.gap, min(metrics.px(52), spare))
        tongues = max(0, min(tongues, tongues + room - 3 * gap))
        top = min(gap, metrics.px(36))
        if not self._title.isHidden():
            top = self._stack(self._title, left, top, wide) + gap
        top = self._place_sizes(left, top, wide) + gap
        if self._pane is not None:
            place(self._pane, QRect(left, top, wide, tongues))
            top += tongues + gap
        half = wide if metrics.is_portrait else max(wide * 6 // 10, metrics.px(560))
        place(self.helper, QRect(left, top, half, helper))

    def _make_room(self, wide: int, needed: int) -> int:
        """What is left beside what must be there; the sample goes first, then the greeting."""
        metrics = self._look.metrics
        self._sample.show()
        self._title.show()
        for spared in (self._sample, self._title, None):
            title = 0 if self._title.isHidden() else self._title.height_for(wide)
            room = self.height() - title - self._sizes_height(wide) - needed - metrics.px(16)
            if spared is None or room >= 3 * metrics.gap:
                break
            spared.hide()
        return room

    @property
    def _side(self) -> int:
        """Of a button for a size of letters."""
        return max(self._look.metrics.target, self._look.metrics.px(104))

    def _beside(self, wide: int) -> int:
        """The room for the sample to the right of the buttons; 0 where it stands below."""
        metrics = self._look.metrics
        room = wide - len(self.sizes) * (self._side + metrics.gap) - metrics.px(16)
        fitting = room > metrics.px(300) and self._sample.height_for(room) <= self._side
        return room if fitting else 0

    def _sizes_height(self, wide: int) -> int:
        metrics = self._look.metrics
        high = self._caption.height_for(wide) + metrics.px(12) + self._side
        if self._beside(wide) or self._sample.isHidden():
            return high
        return high + metrics.px(14) + self._sample.height_for(wide)

    def _place_sizes(self, left: int, top: int, wide: int) -> int:
        metrics = self._look.metrics
        top = self._stack(self._caption, left, top, wide) + metrics.px(12)
        for number, button in enumerate(self.sizes.values()):
            start = left + number * (self._side + metrics.gap)
            place(button, QRect(start, top, self._side, self._side))
        beside = self._beside(wide)
        if self._sample.isHidden():
            return top + self._side
        if not beside:
            return self._stack(self._sample, left, top + self._side + metrics.px(14), wide)
        high = self._sample.height_for(beside)
        middle = top + (self._side - high) // 2
        place(self._sample, QRect(left + wide - beside, middle, beside, high))
        return top + self._side

    @staticmethod
    def _stack(words: Words, left: int, top: int, wide: int) -> int:
        high = words.height_for(wide)
        place(words, QRect(left, top, wide, high))
        return top + high

    @guarded
    def _choose_size(self, percent: int, _is_checked: object = None) -> None:
        self.wished.emit(percent)

    @guarded
    def _choose_language(self, tag: object) -> None:
        self.said.emit(Said(key=LANGUAGE, answer=Picked(ids=(str(tag),))))

    @guarded
    def _say_helper(self, ids: object) -> None:
        self.said.emit(Said(key=HELPER, answer=Picked(ids=("yes",)) if ids else None))
