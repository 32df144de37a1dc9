"""What was keyed so far, question by question, to be read beside the paper."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from distressapp.core.frozen import frozen
from distressapp.core.keying import Keying, is_keyed
from distressapp.staff.paper.asking import Words
from distressapp.staff.widgets.pieces import Small
from distressapp.staff.widgets.table import Column, Table
from distressapp.text import _, ngettext
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look


@frozen
class Checked:
    """One line."""

    id: str
    short: str
    said: str


class Check(QWidget):
    """The questions with what was keyed; a tap on one goes there.

    Signals:
        wanted: Id of the question that is to be keyed again.
    """

    wanted = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count = Small("", look, self)
        self.table = Table(
            look,
            (
                Column(title=_("On the form"), text=_short, width=205),
                Column(title=_("Keyed"), text=_said, is_strong=True),
            ),
            key=_id,
            empty=_("Nothing is keyed yet."),
            name=_("What was keyed"),
        )
        # The keys are the pad's; a tap on a line still goes there.
        self.table.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.view.clicked.connect(self._want)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.count)
        column.addWidget(self.table, 1)

    def show_keyed(self, keying: Keying, words: Words, *, is_whole: bool = False) -> None:
        """Show what was keyed; the question at hand is marked.

        Args:
            is_whole: For the second look: no question is at hand.
        """
        asked = keying.questions
        done = [each for each in asked if is_keyed(keying, each)]
        open_ = len(asked) - len(done)
        blank = sum(each.id in keying.left for each in done)
        left = ngettext("{count} question is open.", "{count} questions are open.", open_)
        counted = ngettext(
            "{count} question was keyed.", "{count} questions were keyed.", len(done)
        )
        empty = ngettext(
            "{count} is blank or unclear.", "{count} are blank or unclear.", blank
        ).format(count=blank)
        told = counted.format(count=len(done)) if is_whole else left.format(count=open_)
        self.count.setText(f"{told} {empty}" if blank else told)
        self.table.show_rows(
            [
                Checked(
                    id=each.id,
                    short=words.asking(each).short,
                    said=words.answer(keying, each),
                )
                for each in asked
                if is_keyed(keying, each) or each.id == keying.at
            ]
        )
        if is_whole:
            self.table.view.clearSelection()
        else:
            self.table.select(keying.at)

    @guarded
    def _want(self, _index: object = None) -> None:
        row = self.table.row
        if isinstance(row, Checked):
            self.wanted.emit(row.id)


def _short(row: Checked) -> str:
    return row.short


def _said(row: Checked) -> str:
    return row.said


def _id(row: Checked) -> str:
    return row.id
