"""One part of the settings screen."""

from collections.abc import Callable, Generator
from datetime import tzinfo
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from distressapp.core.errors import ExpectedError
from distressapp.core.journal import Json
from distressapp.core.roles import Act, may
from distressapp.service.access import listed
from distressapp.service.published import look_again
from distressapp.service.publishing import change_settings
from distressapp.service.settings_history import Change, Changed, history
from distressapp.service.settings_words import UNSET, leaves, named, value_words
from distressapp.settings import Settings
from distressapp.staff.desk import Desk, Done
from distressapp.staff.forms.form import Form, Room
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.fields import TextField
from distressapp.staff.widgets.pieces import Card, Heading, Small, Title, Words
from distressapp.staff.words import date_words, time_words
from distressapp.text import _
from distressapp.ui.guard import guarded

_MOST: Final = 20
"""Changes shown below a form; the part History has all."""


class Part(QWidget):
    """What stands at the right."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__()
        self.desk = desk
        self.look = desk.look
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 12, 12)
        self.column.setSpacing(18)
        self.column.addWidget(Title(title, self.look, self))
        self.build()
        self.column.addStretch()

    def build(self) -> None:
        """Put the pieces in place."""

    def add(self, *pieces: QWidget) -> None:
        """Further pieces below."""
        for each in pieces:
            self.column.addWidget(each)

    def say(self, words: str) -> None:
        """A sentence below."""
        self.add(Words(words, self.look, self))

    def button(self, words: str, act: Callable[[], None], *, is_main: bool = False) -> Button:
        """A button that does something."""
        made = Button(words, self.look, self, is_main=is_main)
        made.clicked.connect(guarded(lambda _is_checked=False: act()))
        return made

    def may(self, act: Act) -> bool:
        """Whether the member's role does that now."""
        session = self.desk.session
        who = listed(session.vault, session.member.id)
        return who is not None and may(who.role, act)

    def work(self, act: Callable[[], None], words: str, then: Callable[[], None]) -> None:
        """Do something that takes seconds, after the window has said so."""
        self.desk.work(_at_once(act), words, then)

    @property
    def is_dirty(self) -> bool:
        """Something is typed that was not kept."""
        return False


def _at_once(act: Callable[[], None]) -> Generator[Done, None, None]:
    yield Done(done=0, of=1)
    act()
    yield Done(done=1, of=1)


class FormPart(Part):
    """A form of settings, why it is changed, and what was changed before.

    Args:
        make: The form, filled in.
        keys: Of the settings it is about; one that ends in a dot stands for all that begin so.
    """

    def __init__(
        self, desk: Desk, title: str, make: Callable[[Room], Form], keys: tuple[str, ...]
    ) -> None:
        self._make, self._keys = make, keys
        super().__init__(desk, title)

    def build(self) -> None:
        """The form, the reason, and the history."""
        settings = self.desk.house.settings
        self._built_on = settings
        self.form = self._make(Room(look=self.look, settings=settings))
        self._before = self.form.typed()
        self.reason = TextField(
            _("Why is it changed?"),
            self.look,
            self,
            most=400,
            hint=_("Stands in the history, with your name."),
        )
        self.save = self.button(_("Save the change"), self._save, is_main=True)
        self.add(self.form)
        if self.may(Act.SETTINGS):
            self.add(self.reason, Row(self.save, parent=self))
        else:
            self.form.setEnabled(False)
            self.reason.hide()
            self.save.hide()
            self.say(_("Only a manager or an administrator changes settings."))
        self.add(Heading(_("Changes so far"), self.look, self))
        found = [
            each
            for each in history(self.desk.house, self.desk.session)
            if _is_about(each, self._keys)
        ]
        for change in found[:_MOST]:
            self.add(change_card(self.desk, change, self._keys, self))

    @property
    def is_dirty(self) -> bool:
        """The form says something else than the settings, or a reason is typed."""
        if not self.form.isEnabled():
            return False
        return bool(self.reason.text()) or self.form.typed() != self._before

    def _save(self) -> None:
        house, session = self.desk.house, self.desk.session
        look_again(house)
        before = house.settings
        if self._own(before) != self._own(self._built_on):
            self.desk.complain(
                _(
                    "Somebody else changed this meanwhile; nothing of yours was kept. Leave this "
                    "part and come back to see what stands now, then change it."
                )
            )
            return
        found = self.form.read(before)
        if found is None:
            self.desk.complain(_("Something here is not right yet; it is said below the field."))
            return
        if found == before:
            self.desk.say(_("Nothing is different; nothing was changed."))
            return
        if not self.reason.text():
            self.reason.complain(_("Type why, in a few words."))
            return
        try:
            change_settings(house, found, session=session, reason=self.reason.text())
        except ExpectedError as error:
            self.desk.complain(error)
            return
        self.reason.line.setText("")
        self._before = self.form.typed()
        self.desk.say(_("The change is kept."), undo=lambda: self._undo(before, found))
        self.desk.told()

    def _own(self, settings: Settings) -> dict[str, Json]:
        """What this form is about, as it stands there."""
        return {key: each for key, each in leaves(settings).items() if _meets(key, self._keys)}

    def _undo(self, before: Settings, after: Settings) -> None:
        look_again(self.desk.house)
        if self.desk.house.settings != after:
            self.desk.complain(_("Somebody changed the settings since; change them by hand."))
            return
        change_settings(self.desk.house, before, session=self.desk.session, reason=_("Taken back"))
        self.desk.say(_("The settings are as they were."))
        self.desk.told()


def change_card(
    desk: Desk, change: Change, keys: tuple[str, ...], parent: QWidget | None = None
) -> Card:
    """Who changed what from what to what, when and why.

    Args:
        keys: What is shown of it; empty for all.
    """
    look, house = desk.look, desk.house
    card = Card(look, parent)
    card.column.setSpacing(6)
    at = house.local(change.at)
    day = _("{day}, {time}").format(day=date_words(at.date()), time=time_words(at))
    card.add(Words(_("{name}, {day}").format(name=change.by, day=day), look, card, is_strong=True))
    for each in change.changed:
        said = _became(each, house.settings.zone)
        if said and (not keys or _meets(each.key, keys)):
            card.add(Words(said, look, card))
    if not change.changed:
        card.add(Words(_("The published file was put back as it had been."), look, card))
    why = change.reason or _("No reason was given.")
    card.add(Small(_("Why: {reason}").format(reason=why), look, card))
    return card


def _became(changed: Changed, zone: tzinfo) -> str:
    """What became of one setting; empty where nothing was set before or after."""
    name = named(changed.key).name
    was, now = (value_words(changed.key, each, zone) for each in (changed.was, changed.now))
    if was == now:
        return ""
    if was == UNSET:
        return _("{name}: {now}").format(name=name, now=now)
    return _("{name}: {was} became {now}").format(name=name, was=was, now=now)


def _is_about(change: Change, keys: tuple[str, ...]) -> bool:
    return any(_meets(each.key, keys) for each in change.changed)


def _meets(key: str, keys: tuple[str, ...]) -> bool:
    return any(key.startswith(each) if each.endswith(".") else key == each for each in keys)
