from pathlib import Path

from distressapp.staff.desk import Desk, Place
from distressapp.staff.screen import Screen
from distressapp.staff.widgets.pieces import Words
from tests.staff.room import picture, window_of


def test_a_member_who_comes_in_stands_at_today(desk: Desk, tmp_path: Path) -> None:
    assert desk.place == Place(screen="today")

    assert picture(window_of(desk), tmp_path / "room.png").exists()


def test_a_locked_room_holds_no_widget_of_a_screen(desk: Desk) -> None:
    window = window_of(desk)
    desk.say("Anna was phoned")

    window.lock()

    assert desk.shift.is_locked
    assert window.shell is None
    assert not window.findChildren(Screen)
    assert all("Anna" not in each.text() for each in window.findChildren(Words))


def test_a_screen_of_one_list_stands_under_that_list_at_the_side(desk: Desk) -> None:
    shell = window_of(desk).shell
    assert shell is not None
    desk.go(Place(screen="printing"))

    desk.go(Place(screen="import"))

    marked = [name for name, button in shell.rail.buttons.items() if button.isChecked()]
    assert marked == ["today"]
