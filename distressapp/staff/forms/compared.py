"""A pack beside the definition of its instrument: every item, to be compared by eye."""

from PySide6.QtWidgets import QWidget

from distressapp.core.instrument import Instrument
from distressapp.service.languages import language_words
from distressapp.service.packs import Beside, Pack, beside
from distressapp.staff.widgets.fields import Tick
from distressapp.staff.widgets.pieces import Card, Heading, Small, Words
from distressapp.staff.widgets.pile import Pile
from distressapp.staff.widgets.table import Column, Table
from distressapp.text import _, ngettext
from distressapp.ui.look import Look

_SHORT = 16
"""Hexadecimal figures of a hash, as a person compares them."""


class Compared(QWidget):
    """What a pack says of itself, its items, and that somebody compared them."""

    def __init__(
        self, pack: Pack, instrument: Instrument, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.pack = pack
        self.table = Table(
            look,
            _columns(),
            key=_key,
            parent=self,
            empty=_("This pack has no items."),
            name=_("Items of the pack"),
            is_whole=True,
        )
        self.table.show_rows(beside(pack, instrument))
        self.tick = Tick(
            _("I compared every item, the order of its options and their points with the owner's"),
            look,
            self,
            hint=_("The points are the key's: patients never see them."),
        )
        card = Card(look, self)
        card.column.setSpacing(6)
        for each in _about(pack, instrument):
            card.add(Words(each, look, card))
        card.add(Small(_("Checksum {hash}").format(hash=pack.sha256[:_SHORT]), look, card))
        column = Pile(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for piece in (Heading(_title(pack, instrument), look, self), card, self.table, self.tick):
            column.addWidget(piece)

    def is_agreed(self) -> bool:
        """Somebody says that they compared it; else the tick asks for it."""
        if not self.tick.is_on:
            self.tick.complain(_("Compare the items above, then tick this."))
        return self.tick.is_on


def _columns() -> tuple[Column, ...]:
    return (
        Column(title=_("No."), text=_number, width=48),
        Column(title=_("Scale"), text=_scale, width=98),
        Column(title=_("Words of the item"), text=_text, is_strong=True),
        Column(title=_("Points: options, in order"), text=_options),
    )


def _title(pack: Pack, instrument: Instrument) -> str:
    return _("{instrument}, {language}, version {version}").format(
        instrument=instrument.name,
        language=language_words(pack.wording.language),
        version=pack.wording.version,
    )


def _about(pack: Pack, instrument: Instrument) -> list[str]:
    found = [
        _("Owner: {owner}").format(owner=pack.owner),
        _("Owner by the definition: {owner}").format(owner=instrument.owner),
        _("Where the words are from: {source}").format(source=pack.source),
        _("Written into this file by: {author}").format(author=pack.author),
        _("Before the first question: {words}").format(words=pack.wording.intro),
    ]
    count = len(pack.recordings)
    if count:
        said = ngettext(
            "{count} recording to be read aloud.", "{count} recordings to be read aloud.", count
        )
        found.append(said.format(count=count))
    return found


def _key(row: Beside) -> str:
    return row.item


def _number(row: Beside) -> str:
    return str(row.number)


def _scale(row: Beside) -> str:
    return row.scale or "\N{EM DASH}"


def _text(row: Beside) -> str:
    return row.text


def _options(row: Beside) -> str:
    """A line for each option, and that the instrument counts it from the other end."""
    said = [
        _("{points}: {words}").format(points=points, words=words) for points, words in row.options
    ]
    if row.is_reversed:
        said.append(_("Counted from the other end."))
    return "\n".join(said) or _("Ticked or not")
