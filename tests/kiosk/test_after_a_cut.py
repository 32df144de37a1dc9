"""The power goes in the middle of a sitting: staff sign in, and the same patient may go on."""

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from distressapp.bootstrap import open_vault, shift
from distressapp.channel import Message, packed
from distressapp.core.answers import Chosen
from distressapp.core.sitting import Stop
from distressapp.keeper.answers import Desk as KeepersDesk
from distressapp.keeper.pins import Pins
from distressapp.keeper.room import Rights
from distressapp.keys.wrap import MODERATE
from distressapp.kiosk.handover import Desk
from distressapp.kiosk.stage import Phase
from distressapp.service.memory import OwnMemory
from distressapp.service.takein import take_in
from distressapp.vault import lists
from tests.clinics import NUMBER, PASSPHRASE
from tests.kiosk.day import BIRTHDAY, SHORT, Day, day, tap

RATED = {"dt/rating": Chosen(index=7, value=7)}


def cut(bot: QtBot, tmp_path: Path, born: str = BIRTHDAY) -> Day:
    """A patient rated 7 and went on; then kiosk and keeper lost everything they held."""
    here = day(bot, tmp_path / "clinic", SHORT)
    here.hand_over(NUMBER, born)
    here.go_to("rating")
    here.rate(7)
    here.next()
    here.end()
    return here


def signed_in(here: Day, bot: QtBot) -> Day:
    """Staff sign in, and the keeper starts the kiosk."""
    root = here.house.folder.root
    opened = shift(root, PASSPHRASE, clock=here.clock)
    desk = KeepersDesk(Pins(clock_ns=lambda: 0, is_member=lambda _member: True))
    desk.answer(Message(verb="waiting", body=packed(opened.waiting)), rights=Rights.STAFF)
    memory = OwnMemory(dict(desk.slots.found()))
    found = day(bot, root, clock=here.clock, memory=memory)
    found.house.paused.cost = MODERATE  # as everywhere but in tests
    return found


def test_the_same_patient_goes_on_with_both_identifiers(qtbot: QtBot, tmp_path: Path) -> None:
    here = cut(qtbot, tmp_path)
    step = here.step

    again = signed_in(here, qtbot)
    again.admit(act=Desk.RESUME)

    assert again.is_in(Phase.SITTING)
    assert again.step == step
    assert again.window.conductor is not None
    assert again.window.conductor.interview.answers == RATED


def test_what_the_cut_left_is_scored_and_the_later_stop_supersedes(
    qtbot: QtBot, tmp_path: Path
) -> None:
    here = cut(qtbot, tmp_path)
    again = signed_in(here, qtbot)
    again.admit(act=Desk.RESUME)
    again.go_to("rating") if again.step == "rating" else again.back()
    again.rate(2)
    tap(again.room.foot.called)

    vault = open_vault(again.house, PASSPHRASE)
    take_in(again.house, vault)
    found = lists.sitting(vault, again.last.sitting.plan.sitting)
    rules = lists.rules_of(vault, again.last.sitting.plan.sitting)
    vault.close()

    assert found is not None
    assert found.record.sitting.stop is Stop.CALLED
    assert found.record.outcome.scored["dt"].scores["rating"].value == 2
    assert "dt.rating.4" in rules


def test_the_wrong_identifiers_open_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    again = signed_in(cut(qtbot, tmp_path), qtbot)

    again.admit(NUMBER, "02031950", act=Desk.RESUME)

    assert "No sitting of today waits" in again.desk.message.text()


@pytest.mark.parametrize("days", [0, 1])
def test_only_todays_with_a_date_of_birth_wait(qtbot: QtBot, tmp_path: Path, days: int) -> None:
    here = cut(qtbot, tmp_path, born="" if days == 0 else BIRTHDAY)
    here.clock.forward(days=days)

    opened = shift(here.house.folder.root, PASSPHRASE, clock=here.clock)

    assert opened.waiting == {}
    assert here.clock().date() == date(2026, 3, 2 + days)
