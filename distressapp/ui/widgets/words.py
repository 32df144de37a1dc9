"""Words on a screen: plain text, wrapped, never cut, never read as markup."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from distressapp.ui.direction import place
from distressapp.ui.fonts import font, strong
from distressapp.ui.guard import guarded
from distressapp.ui.look import CENTRE, Look, draw_words, text_height


class Words(QLabel):
    """A sentence or two.

    Args:
        letters: Size token, in pixels of the reference tablet.
        colour: Token of the theme.
    """

    def __init__(  # noqa: PLR0913  (each is a choice about these words)
        self,
        words: str,
        look: Look,
        parent: QWidget | None = None,
        *,
        letters: float = 24,
        is_strong: bool = False,
        colour: str = "ink",
        is_centred: bool = False,
        is_fixed: bool = False,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._colour = colour
        self._is_strong = is_strong
        self._align = CENTRE if is_centred else int(Qt.AlignmentFlag.AlignLeft.value)
        self._size = look.metrics.px(letters) if is_fixed else look.metrics.text(letters)
        self._wanted = self._size
        self._least = min(self._size, look.metrics.px(letters))
        self._others: tuple[str, ...] = ()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.say(words)

    def say(self, words: str) -> None:
        """Change the words."""
        self.setText(words)
        self.setAccessibleName(words)
        self.update()

    def may_say(self, *others: str) -> None:
        """Keep room for these too: they may come in place of the words, and nothing moves then."""
        self._others = tuple(each for each in others if each)

    @property
    def letters(self) -> QFont:
        """The letters at the size that fits."""
        return strong(self._size) if self._is_strong else font(self._size)

    def height_for(self, width: int) -> int:
        """The height of the words when wrapped to that width, or of longer ones that may come."""
        if not self.text():
            return 0
        return max(text_height(each, self.letters, width) for each in (self.text(), *self._others))

    def line_width(self) -> int:
        """How long the words are in one line, or longer ones that may come."""
        metrics = QFontMetrics(self.letters)
        return max(metrics.horizontalAdvance(each) for each in (self.text(), *self._others)) + 2

    def allow(self, token: float) -> None:
        """Let them become as small as that where nothing else helps."""
        self._least = min(self._wanted, self._look.metrics.px(token))

    @property
    def spare(self) -> float:
        """How much larger the letters are than their smallest size; 1 is not at all."""
        return self._size / self._least

    def shrink(self) -> None:
        """One pixel smaller."""
        self._size -= 1
        self.update()

    def restore(self) -> None:
        """Back to the patient's size."""
        self._size = self._wanted

    def text_rect(self) -> QRect:
        """Where the words are drawn."""
        return self.rect()

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words as they are."""
        painter = QPainter(self)
        painter.setFont(self.letters)
        painter.setPen(self._look.colour(self._colour))
        draw_words(painter, self.rect(), self.text(), align=self._align, is_own=True)
        painter.end()


class QuestionWords(QWidget):
    """A question and a quieter sentence below it."""

    def __init__(
        self,
        title: str,
        lead: str,
        look: Look,
        parent: QWidget | None = None,
        *,
        letters: float = 36,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.title = Words(title, look, self, letters=letters, is_strong=True)
        self.lead = Words(lead, look, self, letters=max(24, letters * 0.66), colour="soft")
        self.lead.setVisible(bool(lead))
        self._more: tuple[str, ...] = ()
        self.say_lead(lead)

    def say_lead(self, words: str) -> None:
        """Change the quieter sentence."""
        self.lead.say(words)
        said = " ".join((words, *self._more)).strip()
        self.title.setAccessibleDescription(said)
        self.setAccessibleName(f"{self.title.text()} {words}".strip())

    def tell_too(self, sentences: Sequence[str]) -> None:
        """Sentences that stand elsewhere, and that a screen reader says with the question."""
        self._more = tuple(sentences)
        self.say_lead(self.lead.text())

    def height_for(self, width: int) -> int:
        """The height of both at that width."""
        lead = self.lead.height_for(width)
        return self.title.height_for(width) + (lead + self._look.metrics.px(6) if lead else 0)

    def place(self, rect: QRect) -> int:
        """Put both into the rectangle, from its top; gives the height that was used.

        Where the patient's size does not fit, both become smaller together, and never smaller
        than the smallest size.
        """
        width = rect.width()
        self.title.restore()
        self.lead.restore()
        while self.height_for(width) > rect.height():
            if self._fits_beside(width):
                return self._place_beside(rect)
            larger = max(self.title, self.lead, key=lambda words: words.spare)
            if larger.spare <= 1:
                break
            larger.shrink()
        high = self.title.height_for(width)
        used = self.height_for(width)
        place(self, QRect(rect.x(), rect.y(), width, max(1, used)))
        place(self.title, QRect(0, 0, width, high))
        below = high + self._look.metrics.px(6)
        place(self.lead, QRect(0, below, width, self.lead.height_for(width)))
        return used

    def _fits_beside(self, width: int) -> bool:
        """Both in one line, the quieter sentence behind the question."""
        return bool(self.lead.text()) and self._beside() + self.lead.line_width() <= width

    def _beside(self) -> int:
        return self.title.line_width() + self._look.metrics.px(24)

    def _place_beside(self, rect: QRect) -> int:
        high = self.title.height_for(rect.width())
        start, line = self._beside(), self.lead.height_for(rect.width())
        place(self, QRect(rect.x(), rect.y(), rect.width(), high))
        place(self.title, QRect(0, 0, start, high))
        place(self.lead, QRect(start, high - line - line // 8, rect.width() - start, line))
        return high
