"""What the kiosk posts is taken in while the room is open, and screens look again."""

import pytest
from pytestqt.qtbot import QtBot

from distressapp.service.taking import has_posted
from distressapp.staff import intake
from distressapp.staff.desk import Desk
from distressapp.vault import lists
from tests.clinics import closed, rated, seated
from tests.staff.probe import ProbeScreen
from tests.staff.room import window_of


def sat(desk: Desk) -> str:
    running = seated(desk.house)
    running.keep(rated(desk.house, 9))
    closed(desk.house, running)
    return running.plan.sitting


def test_a_sitting_that_ended_is_on_the_lists_within_seconds(
    bot: QtBot, desk: Desk, probe: ProbeScreen
) -> None:
    bot.wait(50)
    before = probe.looked
    sitting = sat(desk)

    bot.waitUntil(
        lambda: bool(lists.kinds_of(desk.session.vault, sitting)) and probe.looked > before,
    )

    assert not has_posted(desk.house, desk.session.vault)
    assert intake.LOOK_MS <= 3_000


def test_many_sittings_are_taken_in_one_after_another(bot: QtBot, desk: Desk) -> None:
    sat_down = [sat(desk) for _ in range(6)]

    bot.waitUntil(lambda: not has_posted(desk.house, desk.session.vault))

    assert all(lists.kinds_of(desk.session.vault, each) for each in sat_down)


def test_nothing_is_taken_in_while_it_is_locked(bot: QtBot, desk: Desk) -> None:
    window = window_of(desk)
    bot.wait(100)
    window.lock()
    sat(desk)

    bot.wait(200)

    assert desk.house.letterbox.oldest_day() is not None


@pytest.mark.usefixtures("probe")
def test_what_does_not_agree_is_said_in_words(bot: QtBot, desk: Desk) -> None:
    shell = window_of(desk).shell
    assert shell is not None
    desk.house.settings = type(desk.house.settings)(
        clinic="Another clinic", use=desk.house.settings.use
    )
    sat(desk)

    bot.waitUntil(lambda: "kiosk.json" in shell.notice.words.text())
