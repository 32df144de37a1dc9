"""Tiles that are ticked: concerns, ways to help, what matters most."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QElapsedTimer, QRect, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from distressapp.ui.digits import digit_of
from distressapp.ui.direction import mirrored, place
from distressapp.ui.fonts import medium, strong
from distressapp.ui.guard import guarded
from distressapp.ui.icons import draw_icon
from distressapp.ui.look import (
    CENTRE,
    Look,
    draw_choice,
    draw_ring,
    draw_words,
    longest_word,
    text_height,
)
from distressapp.ui.widgets.group import Group
from distressapp.ui.widgets.pressable import Pressing

LETTERS = 26


class Tile(Pressing, QCheckBox):
    """One thing that can be ticked; a whole tile can be tapped.

    Args:
        icon: Beside the words, where the grid has room for icons; None for none.
    """

    def __init__(
        self, words: str, look: Look, parent: QWidget, *, is_quiet: bool, icon: str | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._is_quiet = is_quiet
        self.words = words
        self.rank: int | None = None
        self.icon_name = icon
        self._shows_icon = False
        self._heights: dict[int, int] = {}
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def _pad(self) -> int:
        return self._look.metrics.px(18)

    @property
    def _mark(self) -> int:
        metrics = self._look.metrics
        return min(metrics.px(48), max(metrics.px(36), metrics.text(32)))

    @property
    def _before(self) -> int:
        """Where the words begin."""
        beside = self._mark + self._look.metrics.px(12) if self.shows_icon else 0
        return self._pad + self._mark + self._look.metrics.px(16) + beside

    @property
    def shows_icon(self) -> bool:
        """Whether its icon stands beside the words."""
        return self._shows_icon and self.icon_name is not None

    def show_icon(self, *, is_shown: bool) -> None:
        """Put the icon, where it has one, beside the words; or leave its room to them."""
        if self._shows_icon != is_shown:
            self._shows_icon = is_shown
            self._heights.clear()
            self.update()

    @property
    def letters(self) -> QFont:
        """The letters at the patient's size."""
        return medium(self._look.metrics.text(LETTERS))

    def text_rect(self) -> QRect:
        """Where the words are drawn."""
        return mirrored(self, self.rect().adjusted(self._before, 0, -self._look.metrics.px(10), 0))

    def least_width(self) -> int:
        """Below this a word would be cut."""
        return self._before + longest_word(self.words, self.letters) + self._look.metrics.px(14)

    def height_for(self, width: int) -> int:
        """The least height at that width; measured once, a page asks it hundreds of times."""
        if width not in self._heights:
            metrics = self._look.metrics
            room = width - self._before - metrics.px(10)
            words = text_height(self.words, self.letters, room)
            self._heights[width] = max(metrics.target, words + metrics.px(16))
        return self._heights[width]

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ticked is told three ways: the mark, the outline, the tint."""
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_on = self.isChecked()
        plain = "ground" if self._is_quiet else "card"
        is_filled = is_on or self.isDown()
        draw_choice(painter, self.rect(), look, plain=plain, is_filled=is_filled, is_chosen=is_on)
        self._draw_mark(painter, is_on=is_on)
        self._draw_icon(painter)
        painter.setPen(look.colour("ink"))
        painter.setFont(self.letters)
        draw_words(painter, self.text_rect(), self.words)
        if self.shows_ring:
            draw_ring(painter, self.rect(), look)
        painter.end()

    def _draw_icon(self, painter: QPainter) -> None:
        if not self.shows_icon or self.icon_name is None:
            return
        side = self._mark
        left = self._pad + self._mark + self._look.metrics.px(16)
        square = mirrored(self, QRect(left, (self.height() - side) // 2, side, side))
        painter.setPen(self._look.colour("accent"))
        draw_icon(painter, self.icon_name, square)

    def _draw_mark(self, painter: QPainter, *, is_on: bool) -> None:
        look, side = self._look, self._mark
        square = mirrored(self, QRect(self._pad, (self.height() - side) // 2, side, side))
        corner = look.metrics.px(8)
        painter.setPen(QPen(look.colour("accent" if is_on else "soft"), look.metrics.px(3)))
        painter.setBrush(look.colour("accent" if is_on else "card"))
        painter.drawRoundedRect(square, corner, corner)
        if not is_on:
            return
        painter.setPen(look.colour("on_accent"))
        if self.rank is None:
            inset = side // 8
            draw_icon(painter, "check", square.adjusted(inset, inset, -inset, -inset))
        else:
            painter.setFont(strong(int(side * 0.7)))
            painter.drawText(square, CENTRE, str(self.rank))


class TileGrid(Group):
    """Tiles in columns; where they do not fit, further pages, and never smaller tiles.

    Args:
        tiles: Id to words, in displayed order.
        alone: Ids that exclude all others, such as "none of these".
        quiet: Ids that are drawn quieter.
        most_columns: How many tiles may stand side by side.
        most: How many may be ticked; then their order is shown as 1, 2, 3. None: any number.
        icons: Id to the icon beside its words. They stand where they need no further page.

    Signals:
        picked: A tuple of ids in the order they were ticked.
        refused: None: one more than `most` was tapped, and nothing changed.
    """

    picked = Signal(object)
    refused = Signal(object)

    def __init__(  # noqa: PLR0913  (each is a rule of the page)
        self,
        tiles: Mapping[str, str],
        look: Look,
        parent: QWidget | None = None,
        *,
        alone: Sequence[str] = (),
        quiet: Sequence[str] = (),
        most: int | None = None,
        most_columns: int = 3,
        icons: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._alone = frozenset(alone)
        self._most = most
        self._most_columns = most_columns
        self._standing: tuple[str, ...] = ()
        self._page = 0
        self._since_digit = QElapsedTimer()
        self.tiles: dict[str, Tile] = {}
        for tile_id, words in tiles.items():
            icon = (icons or {}).get(tile_id)
            tile = Tile(words, look, self, is_quiet=tile_id in quiet, icon=icon)
            # A screen reader toggles and does not click (QAccessibleButton, Qt 6.11).
            tile.toggled.connect(partial(self._turn, tile_id))
            self.tiles[tile_id] = tile

    def show_picked(self, ids: Sequence[str]) -> None:
        """Tick what stands, and nothing else."""
        self._standing = tuple(ids)
        for tile_id, tile in self.tiles.items():
            tile.setChecked(tile_id in self._standing)
            is_ranked = self._most is not None and tile_id in self._standing
            tile.rank = self._standing.index(tile_id) + 1 if is_ranked else None
            tile.update()

    @property
    def pages(self) -> int:
        """How many pages the tiles need in the room they have."""
        return len(self._split(self.column_count()))

    @property
    def page(self) -> int:
        """The page that is shown, from 0."""
        return self._page

    def show_page(self, page: int) -> None:
        """Show that page of the tiles."""
        self._page = max(0, min(page, self.pages - 1))
        self._lay_out()

    def height_for(self, width: int) -> int:
        """The least height at which all tiles stand on one page of that width."""
        gap = self._look.metrics.gap
        heights = []
        for count in self._fitting(width):
            rows = self._rows(count)
            tall = sum(self._row_height(row, count, width) for row in rows)
            heights.append(tall + gap * (len(rows) - 1))
        return min(heights)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the tiles out for the new room."""
        super().resizeEvent(event)
        self._settle_icons()
        self.show_page(self._page)

    def _settle_icons(self) -> None:
        """Icons on all tiles of the grid, or on none: where they would need a further page."""
        self._show_icons(is_shown=False)
        without = self.pages
        self._show_icons(is_shown=True)
        if self.pages > without:
            self._show_icons(is_shown=False)

    def _show_icons(self, *, is_shown: bool) -> None:
        for tile in self.tiles.values():
            tile.show_icon(is_shown=is_shown)

    def column_count(self) -> int:
        """The columns that need fewest pages, then the lowest tiles, with every word whole."""
        return min(self._fitting(self.width()), key=self._strain)

    def _fitting(self, width: int) -> list[int]:
        """Numbers of columns in which every word stays whole; one always counts."""
        gap = self._look.metrics.gap
        widest = max((tile.least_width() for tile in self.tiles.values()), default=1)
        wanted = range(self._most_columns, 1, -1)
        return [*(n for n in wanted if (width - gap * (n - 1)) // n >= widest), 1]

    def _rows(self, count: int) -> list[list[str]]:
        ids = list(self.tiles)
        return [ids[n : n + count] for n in range(0, len(ids), count)]

    def _strain(self, count: int) -> tuple[int, int]:
        """How many pages that many columns make, and how high their highest tile is."""
        pages = self._split(count)
        return len(pages), max(
            (self._row_height(row, count) for page in pages for row in page), default=0
        )

    def _split(self, count: int) -> list[list[list[str]]]:
        """Pages of rows of ids, in that many columns; no page nearly empty."""
        fewest = self._filled(count, self.height())
        low, high = 0, self.height()
        while low < high:
            middle = (low + high) // 2
            if len(self._filled(count, middle)) <= len(fewest):
                high = middle
            else:
                low = middle + 1
        return self._filled(count, high)

    def _filled(self, count: int, room: int) -> list[list[list[str]]]:
        """Pages that are filled to that height one after another."""
        gap = self._look.metrics.gap
        pages: list[list[list[str]]] = [[]]
        used = 0
        for row in self._rows(count):
            high = self._row_height(row, count)
            if pages[-1] and used + high > room:
                pages.append([])
                used = 0
            pages[-1].append(row)
            used += high + gap
        return pages

    def _row_height(self, row: list[str], count: int, width: int | None = None) -> int:
        gap = self._look.metrics.gap
        wide = self.width() if width is None else width
        column = (wide - gap * (count - 1)) // count
        return max(self.tiles[each].height_for(column) for each in row)

    def _lay_out(self) -> None:
        gap, count = self._look.metrics.gap, self.column_count()
        width = (self.width() - gap * (count - 1)) // count
        page = self._split(count)[self._page]
        least = [self._row_height(row, count) for row in page]
        heights, between = self._look.metrics.spread(least, self.height())
        shown: set[str] = set()
        top = 0
        for row, height in zip(page, heights, strict=True):
            for column, tile_id in enumerate(row):
                place(self.tiles[tile_id], QRect(column * (width + gap), top, width, height))
                shown.add(tile_id)
            top += height + between
        for tile_id, tile in self.tiles.items():
            tile.setVisible(tile_id in shown)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The digits 1 to 9 and then 0 tick a tile of this page by its place."""
        digit = digit_of(event)
        if digit is None or not self.press_digit(digit):
            super().keyPressEvent(event)

    def press_digit(self, digit: int) -> bool:
        """Tick the tile at that place of the page, counted from 1; 0 is the tenth.

        The same digit again at once is the same press of a trembling hand.

        Returns:
            Whether there is one.
        """
        shown = [tile for tile in self.tiles.values() if not tile.isHidden()]
        place = (digit or 10) - 1
        if place >= len(shown):
            return False
        tile = shown[place]
        is_same = tile.hasFocus() and self._since_digit.isValid()
        if is_same and self._since_digit.elapsed() < tile.double_tap_ms:
            return True
        self._since_digit.start()
        tile.setFocus(Qt.FocusReason.ShortcutFocusReason)
        tile.click()
        return True

    @guarded
    def _turn(self, tile_id: str, is_on: bool) -> None:  # noqa: FBT001  (Qt's signal)
        standing = self._standing
        if is_on == (tile_id in standing):
            return  # shown, not tapped
        if tile_id in standing:
            standing = tuple(each for each in standing if each != tile_id)
        elif tile_id in self._alone:
            standing = (tile_id,)
        elif self._most is not None and len(standing) >= self._most:
            self.show_picked(standing)
            self.refused.emit(None)
            return
        else:
            standing = (*(each for each in standing if each not in self._alone), tile_id)
        self.show_picked(standing)
        self.picked.emit(standing)
