"""Every setting in one list, and every change in another."""

from distressapp.service.settings_history import history
from distressapp.service.settings_words import UNSET, Shown, origin_words, shown
from distressapp.staff.forms.offered import MARK, warnings
from distressapp.staff.settings.part import Part, change_card
from distressapp.staff.widgets.pieces import Card, Words
from distressapp.staff.widgets.table import Column, Table
from distressapp.text import _
from distressapp.ui.guard import guarded

_HIGH = 480


class OverviewPart(Part):
    """Every setting with its value, and whether somebody of this clinic set it."""

    def build(self) -> None:
        """The list, and what the chosen one does."""
        self.table = Table(
            self.look,
            (
                Column(title=_("Setting"), text=_name, is_strong=True),
                Column(title=_("Value"), text=_value),
                Column(title=_("Set by"), text=_origin, width=170),
            ),
            _key,
            self,
            empty=_("There are no settings."),
            name=_("Settings"),
        )
        self.table.setMinimumHeight(self.look.metrics.px(_HIGH))
        self.table.chosen.connect(self._tell)
        self.about = Words(
            _("Choose a setting to read what it does. Its part at the side changes it."),
            self.look,
            self,
            is_soft=True,
        )
        found = warnings(self.desk.house)
        if found:
            card = Card(self.look, self)
            for each in found:
                card.add(Words(f"{MARK} {each}", self.look, card, is_strong=True))
            self.add(card)
        self.add(self.about)
        self.column.addWidget(self.table, 1)
        self.table.show_rows(shown(self.desk.house.settings))

    @guarded
    def _tell(self, row: object) -> None:
        if not isinstance(row, Shown):
            return
        said = f"{row.named.name}: {row.value}. {row.named.about} {origin_words(row)}"
        self.about.setText(said.strip())


class HistoryPart(Part):
    """Every change, the newest first."""

    def build(self) -> None:
        """A card for each."""
        for change in history(self.desk.house, self.desk.session):
            self.add(change_card(self.desk, change, (), self))


def _key(row: Shown) -> str:
    return row.key


def _name(row: Shown) -> str:
    return row.named.name


def _value(row: Shown) -> str:
    return row.value


def _origin(row: Shown) -> str:
    if row.value == UNSET:
        return _("not set")
    return _("this project") if row.is_default else _("this clinic")
