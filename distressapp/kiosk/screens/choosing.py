"""Screens with one question and rows or tiles below it."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from distressapp.core.answers import Answers, Chosen, Picked
from distressapp.kiosk.screens.screen import Said, Screen
from distressapp.text import _
from distressapp.ui.direction import place
from distressapp.ui.guard import guarded
from distressapp.ui.heard import announce
from distressapp.ui.look import Look
from distressapp.ui.metrics import TEXT_PERCENTS
from distressapp.ui.reading import Piece
from distressapp.ui.widgets.options import OptionList
from distressapp.ui.widgets.scroll import ScrollPane
from distressapp.ui.widgets.tiles import TileGrid
from distressapp.ui.widgets.words import QuestionWords
from distressapp.ui.words import Page

_TITLE, _TIGHT_TITLE = 36, 24
"""What a question may shrink to, at 100 %, so that five options stand without scrolling."""


def place_below(  # noqa: PLR0913  (two things, where they go, and how much they may take)
    screen: QWidget,
    words: QuestionWords,
    below: QWidget,
    look: Look,
    *,
    wanted: int,
    share: int = 50,
) -> None:
    """The question on top, the answers below; a spare strip goes above both.

    On a low screen the strips between them close first. Then, at 100 %, the question shrinks,
    if that is enough to let everything stand.

    Args:
        wanted: The height that the answers need to stand without a second page.
        share: How much of the screen the question may take, in hundredths.
    """
    metrics = look.metrics
    left, wide = metrics.margin, screen.width() - 2 * metrics.margin
    spare = screen.height() - words.height_for(wide) - wanted
    above = max(metrics.px(2), min(metrics.px(36), (spare - metrics.px(24)) // 2))
    between = max(metrics.px(6), min(metrics.px(16), spare // 2))
    under = max(metrics.gap - metrics.px(8), min(metrics.px(10), spare // 4))
    most = screen.height() * share // 100
    left_over = screen.height() - wanted - above - between - under
    used = most + 1
    if metrics.text_percent == TEXT_PERCENTS[0] and 0 < left_over < most:
        words.title.allow(_TIGHT_TITLE)
        used = words.place(QRect(left, above, wide, left_over))
        words.title.allow(_TITLE)
    if used > min(most, left_over):
        used = words.place(QRect(left, above, wide, most))
    start = above + used + between
    place(below, QRect(left, start, wide, screen.height() - start - under))


class OptionScreen(Screen):
    """One question; one of its rows may be chosen.

    Args:
        values: Points of each option where the question is scored; None elsewhere.
    """

    def __init__(  # noqa: PLR0913  (what a screen always has, and what it offers)
        self,
        page: Page,
        key: str,
        options: Mapping[str, str],
        look: Look,
        parent: QWidget | None = None,
        *,
        values: tuple[int, ...] | None = None,
        can_decline: bool,
    ) -> None:
        super().__init__(parent)
        self.can_decline = can_decline
        self._look = look
        self._page = page
        self._key = key
        self._values = values
        self._words = QuestionWords(page.title, page.lead, look, self)
        self.question = self._words.title
        self.options = OptionList(options, look)
        self.options.setAccessibleName(page.title)
        self.pane = ScrollPane(self.options, look, self)
        self.options.chosen.connect(self._choose)

    def spoken(self) -> tuple[Piece, ...]:
        """The question and every option, of an item perhaps from the recordings of its pack."""
        key = "" if self._values is None else self._key
        return (
            Piece(words=self._page.title, recorded=key),
            Piece(words=self._page.lead, within=key, is_needed=not key),
            *(
                Piece(words=row.words, recorded=f"{key}/{place}" if key else "", within=key)
                for place, row in enumerate(self.options.rows.values())
            ),
        )

    def press_digit(self, digit: int) -> bool:
        """The row at that place."""
        return self.options.press_digit(digit)

    def show_answers(self, answers: Answers) -> None:
        """Fill the row that stands."""
        answer = answers.get(self._key)
        if isinstance(answer, Chosen):
            self.options.show_choice(str(answer.index))
        elif isinstance(answer, Picked):
            self.options.show_choice(answer.ids[0])
        else:
            self.options.show_choice(None)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Question above, rows below."""
        super().resizeEvent(event)
        wide = self.width() - 2 * self._look.metrics.margin
        wanted = self.options.height_for(wide)
        place_below(self, self._words, self.pane, self._look, wanted=wanted)

    @guarded
    def _choose(self, option: object) -> None:
        if self._values is None:
            self.said.emit(Said(key=self._key, answer=Picked(ids=(str(option),))))
        else:
            index = int(str(option))
            answer = Chosen(index=index, value=self._values[index])
            self.said.emit(Said(key=self._key, answer=answer))


class Tells(StrEnum):
    """What of a screen comes from an answer that was given before."""

    TITLE = "title"
    TILES = "tiles"


class TileScreen(Screen):
    """One question; any of its tiles may be ticked.

    Args:
        alone: Ids that exclude all others.
        quiet: Ids that are drawn quieter.
        most: How many may be ticked, in order; None for any number.
        icons: Id to the icon beside its words.
        tells: What here shows an answer that was given before; it is read to headphones only.
    """

    def __init__(  # noqa: PLR0913  (what a screen always has, and what it offers)
        self,
        page: Page,
        key: str,
        tiles: Mapping[str, str],
        look: Look,
        parent: QWidget | None = None,
        *,
        alone: tuple[str, ...] = (),
        quiet: tuple[str, ...] = (),
        most: int | None = None,
        most_columns: int = 3,
        refusal: str = "",
        icons: Mapping[str, str] | None = None,
        tells: Tells | None = None,
    ) -> None:
        super().__init__(parent)
        self.can_decline = True
        self._look = look
        self._page = page
        self._key = key
        self._refusal = refusal
        self._tells = tells
        self._words = QuestionWords(page.title, page.lead, look, self)
        self._words.lead.may_say(_goes_on(), refusal)
        self.question = self._words.title
        self.grid = TileGrid(
            tiles,
            look,
            self,
            alone=alone,
            quiet=quiet,
            most=most,
            most_columns=most_columns,
            icons=icons,
        )
        self.grid.setAccessibleName(page.title)
        self.grid.picked.connect(self._pick)
        self.grid.refused.connect(self._refuse)

    def spoken(self) -> tuple[Piece, ...]:
        """The question and every tile of this page; never which are ticked."""
        source = self._key.partition("/")[0]
        return (
            Piece(words=self._page.title, tells=self._tells is Tells.TITLE),
            Piece(words=self._page.lead, is_needed=False),
            *(
                Piece(
                    words=tile.words, recorded=f"{source}/{id_}", tells=self._tells is Tells.TILES
                )
                for id_, tile in self.grid.tiles.items()
                if tile.isVisible()
            ),
        )

    def press_digit(self, digit: int) -> bool:
        """The tile at that place of the page."""
        return self.grid.press_digit(digit)

    def show_answers(self, answers: Answers) -> None:
        """Tick what stands."""
        answer = answers.get(self._key)
        self.grid.show_picked(answer.ids if isinstance(answer, Picked) else ())

    def forward_within(self) -> bool:
        """To the next page of tiles."""
        return self._turn(1)

    def back_within(self) -> bool:
        """To the page of tiles before."""
        return self._turn(-1)

    def _turn(self, step: int) -> bool:
        before = self.grid.page
        self.grid.show_page(before + step)
        self._say_lead()
        return self.grid.page != before

    def _say_lead(self) -> None:
        """The second sentence; on a further page it says that the list goes on."""
        self._words.say_lead(self._page.lead if self.grid.page == 0 else _goes_on())

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Question above, tiles below."""
        super().resizeEvent(event)
        wide = self.width() - 2 * self._look.metrics.margin
        wanted = self.grid.height_for(wide)
        place_below(self, self._words, self.grid, self._look, wanted=wanted, share=34)

    @guarded
    def _pick(self, ids: object) -> None:
        picked = Picked(ids=ids) if isinstance(ids, tuple) and ids else None
        self._say_lead()
        self.said.emit(Said(key=self._key, answer=picked))

    @guarded
    def _refuse(self, _nothing: object) -> None:
        self._words.say_lead(self._refusal)
        announce(self, self._refusal)


def _goes_on() -> str:
    return _("The list goes on here. Tap again to take one back.")
