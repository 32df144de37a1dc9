"""The record of an owner's permission: who holds it, from when until when, and what for."""

from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget

from distressapp.core.sitting import Use
from distressapp.settings import Permission
from distressapp.settings.values import USES
from distressapp.staff.widgets.fields import DateField, TextField, Tick
from distressapp.staff.widgets.pieces import Heading, Words
from distressapp.staff.widgets.pile import Pile
from distressapp.staff.words import date_words
from distressapp.text import _
from distressapp.ui.look import Look

_LONGEST: Final = 120


class PermissionFields(QWidget):
    """Whom the owner gave it to, its number, two days, and a tick for each use.

    Args:
        use: What the folder is for, which the permission must cover.
    """

    def __init__(self, use: Use, today: date, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._use, self._today = use, today
        self.holder = TextField(
            _("Whom the owner gave the permission to"), look, self, most=_LONGEST
        )
        self.reference = TextField(_("Number or date of the permission"), look, self, most=_LONGEST)
        self.since = DateField(_("Valid from"), look, self, hint=_("Empty where it holds already."))
        self.until = DateField(_("Valid until"), look, self, hint=_("Empty where it has no end."))
        words = use_words()
        self.uses = {each: Tick(words[each], look, self) for each in USES}
        asked = Words(_("What the owner allows"), look, self, is_strong=True)
        column = Pile(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for piece in (
            *(Heading(_("The owner's permission"), look, self), self.holder, self.reference),
            *(self.since, self.until, asked, *self.uses.values()),
        ):
            column.addWidget(piece)

    @property
    def is_begun(self) -> bool:
        """Something was typed."""
        return bool(self.holder.text() or self.reference.text())

    def show_record(self, found: Permission) -> None:
        """Fill in what stands in the settings already."""
        self.holder.line.setText(found.holder)
        self.reference.line.setText(found.reference)
        self.since.show_day(found.since)
        self.until.show_day(found.until)
        for each, tick in self.uses.items():
            tick.box.setChecked(each in found.uses)

    def read(self, instrument: str) -> Permission | None:
        """The record; None where something is missing or cannot be, which its field says."""
        for each in (self.holder, self.reference, self.since, self.until, *self.uses.values()):
            each.complain("")
        since, until = self.since.value(), self.until.value()
        if not self.holder.text():
            self.holder.complain(_("Type whom the owner gave it to."))
        if not self.reference.text():
            self.reference.complain(_("Type its number, or its date where it has none."))
        found = Permission(
            instrument=instrument,
            holder=self.holder.text(),
            reference=self.reference.text(),
            since=since,
            until=until,
            uses=tuple(each for each, tick in self.uses.items() if tick.is_on),
        )
        self._check_days(found)
        self._check_uses(found)
        return None if self.is_wrong else found

    @property
    def is_wrong(self) -> bool:
        """One of the fields says so."""
        fields = (self.holder, self.reference, self.since, self.until, *self.uses.values())
        return any(each.is_wrong for each in fields)

    def _check_days(self, found: Permission) -> None:
        if self.until.is_wrong or found.until is None:
            return
        if found.until < (found.since or date.min):
            self.until.complain(_("It ends before it begins: compare both with the letter."))
        elif found.has_ended_by(self._today):
            self.until.complain(_("It has ended: ask the owner to renew it, then try again."))

    def _check_uses(self, found: Permission) -> None:
        last = list(self.uses.values())[-1]
        if not found.uses:
            last.complain(_("Tick what the owner allows."))
        elif not found.covers(self._use):
            clinical = self._use is Use.CLINICAL
            last.complain(
                _("This clinic needs leave for clinical use: ask the owner.")
                if clinical
                else _("A rehearsal needs leave for training or clinical use: ask the owner.")
            )


def use_words() -> dict[str, str]:
    """What an owner may allow, as staff read it."""
    return {
        "clinical": _("Clinical use, with patients"),
        "research": _("Research"),
        "training": _("Training and rehearsal"),
    }


def permission_words(found: Permission, name: str) -> str:
    """One record in a sentence.

    Args:
        name: Of the instrument.
    """
    words = use_words()
    fields = {
        "instrument": name,
        "reference": found.reference,
        "holder": found.holder,
        "uses": ", ".join(words.get(each, each) for each in found.uses),
        "since": "" if found.since is None else date_words(found.since),
        "until": "" if found.until is None else date_words(found.until),
    }
    if found.since is None and found.until is None:
        said = _("{instrument}: permission {reference}, given to {holder}. For: {uses}.")
    elif found.since is None:
        said = _(
            "{instrument}: permission {reference}, given to {holder}, until {until}. For: {uses}."
        )
    elif found.until is None:
        said = _(
            "{instrument}: permission {reference}, given to {holder}, from {since}. For: {uses}."
        )
    else:
        said = _(
            "{instrument}: permission {reference}, given to {holder}, from {since} until {until}. "
            "For: {uses}."
        )
    return said.format(**fields)
