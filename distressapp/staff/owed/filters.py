"""Ways to look at the list: by band, by owner, by kind of need, and what is overdue."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from distressapp.core.frozen import frozen
from distressapp.core.instrument import Band
from distressapp.service.followup_words import band_words, need_words
from distressapp.service.owed import Figures, Owed
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.fields import Choice
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look

_ALL = "all"
_OVERDUE = "overdue"
_SHORTEST = 8
_AS_SHORT_AS_SAID = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_EVERY = 0
"""What stands for everybody and everything: no name is a number."""


@frozen
class Wanted:
    """What is to be seen.

    Attributes:
        band: None for every band.
        owner: By name; None for everybody.
        need: Empty for every kind.
    """

    band: Band | None = None
    is_overdue_only: bool = False
    owner: str | None = None
    need: str = ""

    def takes(self, line: Owed) -> bool:
        """Whether that line is to be seen."""
        return (
            self.band in {None, line.band}
            and (line.is_overdue or not self.is_overdue_only)
            and (self.owner is None or self.owner in line.with_whom)
            and (not self.need or self.need in line.needs)
        )


class Filters(QWidget):
    """One tap for a band or what is overdue; owner and need drop down.

    Args:
        own: The member's own name.

    Signals:
        changed: A `Wanted`.
    """

    changed = Signal(object)

    def __init__(self, look: Look, own: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._own = look, own
        self.chips: dict[Band | str, Button] = {}
        self._group = QButtonGroup(self)
        for key in (_ALL, *Band, _OVERDUE):
            chip = Button("", look, self)
            chip.make_choice()
            chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self._group.addButton(chip)
            self.chips[key] = chip
        self.chips[_ALL].setChecked(True)
        self._group.buttonClicked.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Row(*(self.chips[key] for key in (_ALL, *Band)), parent=self))
        self._across = QHBoxLayout()
        self._across.setSpacing(8)
        self._across.addWidget(self.chips[_OVERDUE])
        column.addLayout(self._across)
        self.owner: Choice | None = None
        self.need: Choice | None = None
        self._told: tuple[Mapping[str, int], Mapping[str, int]] | None = None

    @property
    def wanted(self) -> Wanted:
        """What is to be seen now."""
        owner = None if self.owner is None else self.owner.value()
        need = None if self.need is None else self.need.value()
        bands = [each for each in Band if self.chips[each].isChecked()]
        return Wanted(
            band=bands[0] if bands else None,
            is_overdue_only=self.chips[_OVERDUE].isChecked(),
            owner=owner if isinstance(owner, str) else None,
            need=need if isinstance(need, str) else "",
        )

    def show_figures(self, found: Figures) -> None:
        """How many there are of each, and what there is to choose from."""
        total = sum(found.bands.values()) + found.mourning
        self.chips[_ALL].setText(_("All {count}").format(count=total))
        for band in Band:
            self.chips[band].setText(f"{band_words(band)} {found.bands[band]}")
        overdue = self.chips[_OVERDUE]
        overdue.setText(_("Overdue {count}").format(count=found.overdue))
        overdue.setMinimumWidth(overdue.sizeHint().width())
        counts = (dict(sorted(found.owners.items())), dict(sorted(found.needs.items())))
        if self._told != counts:
            self._told = counts
            self._choices(*counts)

    def _choices(self, owners: Mapping[str, int], needs: Mapping[str, int]) -> None:
        before = self.wanted
        for each in (self.owner, self.need):
            if each is not None:
                self._across.removeWidget(each)
                each.hide()
                each.deleteLater()
        first = sorted(owners, key=lambda name: name != self._own)
        names = [(self._counted(self._called(each), owners[each]), each) for each in first]
        kinds = [(self._counted(need_words(each), needs[each]), each) for each in needs]
        self.owner = self._drop(_("With anybody"), names, before.owner)
        self.need = self._drop(_("Any need"), kinds, before.need or None)

    def _called(self, name: str) -> str:
        if name == self._own:
            return _("{name} (you)").format(name=name)
        return name or _("Nobody")

    @staticmethod
    def _counted(words: str, count: int) -> str:
        return _("{words}: {count}").format(words=words, count=count)

    def _drop(self, every: str, options: Sequence[tuple[str, str]], value: str | None) -> Choice:
        chosen: object = _EVERY if value is None else value
        offered: list[tuple[str, object]] = [(every, _EVERY), *options]
        found = Choice("", offered, self._look, self, value=chosen, is_list=True)
        for each in found.findChildren(QComboBox):
            each.setAccessibleName(every)
            each.setMinimumContentsLength(_SHORTEST)
            each.setSizeAdjustPolicy(_AS_SHORT_AS_SAID)
        found.changed.connect(self._tell)
        self._across.addWidget(found, 1)
        return found

    @guarded
    def _tell(self, _which: object = None) -> None:
        self.changed.emit(self.wanted)
