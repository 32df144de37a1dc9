"""The round that Tab goes: every step by one switch, never trapped, everything reachable."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget


def stops_in(widget: QWidget) -> list[QWidget]:
    """What keys can go to in that widget, in reading order, whether it is shown just now or not.

    Qt takes Tab away from every radio button of a group but one, since arrows move among them;
    who has only one switch has no arrows.
    """
    return [
        child
        for child in widget.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus or isinstance(child, QRadioButton)
    ]


def is_open(widget: QWidget) -> bool:
    """Shown and ready to be pressed."""
    return widget.isVisible() and widget.isEnabled()


def go_round(stops: Sequence[QWidget], *, is_forward: bool) -> bool:
    """Give the focus to the next open one of them, from the last to the first again.

    Returns:
        Whether there was one to go to.
    """
    order = list(stops) if is_forward else list(reversed(stops))
    at = QApplication.focusWidget()
    if at in order:
        place = order.index(at) + 1
        order = [*order[place:], *order[:place]]
    reason = Qt.FocusReason.TabFocusReason if is_forward else Qt.FocusReason.BacktabFocusReason
    for each in order:
        if is_open(each):
            each.setFocus(reason)
            return True
    return False
