"""Fusion, except that a screen reader is told the whole row as the place of an option."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QWidget

_WHOLE = frozenset(
    {QStyle.SubElement.SE_RadioButtonClickRect, QStyle.SubElement.SE_CheckBoxClickRect}
)


class WholeRows(QProxyStyle):
    """The application's style.

    Qt tells assistive technology the mark of a radio button or a check box as its place: 14
    pixels of a row that can be tapped from end to end (PySide6 6.11).
    """

    def __init__(self) -> None:
        super().__init__("Fusion")

    def subElementRect(  # noqa: N802  (Qt's spelling, to override Qt)
        self, element: QStyle.SubElement, option: QStyleOption, widget: QWidget | None = None
    ) -> QRect:
        """Where the parts of a piece are."""
        if element in _WHOLE:
            return QRect(option.rect)
        # Qt asks without a widget too; the stubs want one (PySide6 6.11).
        return super().subElementRect(element, option, widget)  # type: ignore[arg-type]  # see above
