"""The distress rating: question beside the thermometer, above it in portrait."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from distressapp.core.answers import Answers, Chosen, Declined
from distressapp.kiosk.screens.screen import Said, Screen, Wish
from distressapp.text import _
from distressapp.ui.direction import place
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look
from distressapp.ui.reading import Piece
from distressapp.ui.widgets.thermometer import Thermometer
from distressapp.ui.widgets.words import QuestionWords, Words
from distressapp.ui.words import Page

KEY = "dt/rating"


class RatingScreen(Screen):
    """Eleven rungs, none of them filled until one is tapped."""

    can_decline = True

    def __init__(  # noqa: PLR0913  (what a screen always has, and its two ends)
        self,
        page: Page,
        low: str,
        high: str,
        look: Look,
        parent: QWidget | None = None,
        *,
        has_steppers: bool = False,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._page = page
        self._words = QuestionWords(page.title, page.lead, look, self)
        self.question = self._words.title
        self._echo = Words("", look, self, letters=30, is_strong=True)
        self._echo.setVisible(not look.metrics.is_portrait)
        self.thermometer = Thermometer(low, high, look, self, has_steppers=has_steppers)
        self.thermometer.setAccessibleName(page.title)
        self.thermometer.stepped.connect(self._note_stepper)
        self.thermometer.chosen.connect(self._choose)

    def spoken(self) -> tuple[Piece, ...]:
        """The question and the words at both ends."""
        rungs = self.thermometer.rungs
        ends = {number: f"{number}: {rungs[number].words}" for number in (0, max(rungs))}
        return (
            Piece(words=self._page.title, recorded=KEY),
            Piece(words=self._page.lead, within=KEY, is_needed=False),
            *(
                Piece(words=words, recorded=f"{KEY}/{number}", within=KEY)
                for number, words in ends.items()
            ),
        )

    def press_digit(self, digit: int) -> bool:
        """The rung of that number."""
        return self.thermometer.press_digit(digit)

    def show_answers(self, answers: Answers) -> None:
        """Fill the tube to what stands, and say it in words."""
        answer = answers.get(KEY)
        number = answer.value if isinstance(answer, Chosen) else None
        self.thermometer.show_choice(number)
        said = (
            _("You chose {number}.").format(number=number)
            if number is not None
            else _("You would rather not say. That is fine.")
            if isinstance(answer, Declined)
            else ""
        )
        is_above = self._look.metrics.is_portrait
        self._words.say_lead(said if is_above and said else self._page.lead)
        self._echo.say("" if is_above else said)
        self._lay_out()

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other, or below in portrait."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        metrics = self._look.metrics
        left, wide = metrics.margin, self.width() - 2 * metrics.margin
        if metrics.is_portrait:
            least = self.thermometer.least_height() + metrics.px(10)
            used = self._words.place(QRect(left, 0, wide, self.height() - least - metrics.px(14)))
            top = min(used + metrics.px(12), self.height() - least)
            high = self.height() - top - metrics.px(10)
            place(self.thermometer, QRect(left, top, wide, high))
            return
        beside = wide * 42 // 100
        spare = max(0, self.height() - self.thermometer.least_height())
        # Also where nine millimetres are out of reach no tool is nearer to a rung than a gap.
        above = metrics.gap - metrics.px(4) - 2
        below = min(metrics.px(8), max(metrics.gap - metrics.px(8) - 2, spare - above))
        high = self.height() - above - below
        place(self.thermometer, QRect(left + beside, above, wide - beside, high))
        column = beside - metrics.px(28)
        echo = max(self._echo.height_for(column), metrics.text(30))
        top = metrics.px(12)
        used = self._words.place(QRect(left, top, column, self.height() - echo - metrics.px(48)))
        place(self._echo, QRect(left, top + used + metrics.px(30), column, echo))

    @guarded
    def _note_stepper(self, _nothing: object) -> None:
        self.wished.emit(Wish.STEPPERS_USED)

    @guarded
    def _choose(self, number: object) -> None:
        if isinstance(number, int):
            self.said.emit(Said(key=KEY, answer=Chosen(index=number, value=number)))
