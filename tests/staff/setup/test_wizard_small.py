"""The wizard on the two smallest screens: nothing on any of its steps is cut."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from tests.staff.fitting import LOW, UPRIGHT, cut, sized
from tests.staff.setup.wizard import begin, go_on, make, opened, prove


@pytest.mark.parametrize("size", [LOW, UPRIGHT], ids=["low", "upright"])
def test_nothing_is_cut_on_any_step_of_the_wizard(bot: QtBot, tmp_path: Path, size: QSize) -> None:
    window = opened(bot, tmp_path / "clinic")
    found: dict[str, list[str]] = {}

    def look() -> None:
        sized(window, size)
        found[window.step.id] = cut(window)
        if window.buttons[window.at].visibleRegion().isEmpty():
            found[window.step.id].append("the step cannot be seen at the side")

    look()
    begin(window)
    look()
    while window.step.id != "making":
        go_on(window)
        look()
    make(window)
    look()
    prove(window)
    look()
    while window.step.id != "last":
        go_on(window)
        look()

    assert set(found) == {each.id for each in window.steps}
    assert {step: said for step, said in found.items() if said} == {}
