"""Taking in beside a kiosk that is just dying: its last answer counts."""

import pytest

from distressapp.bootstrap import open_house, open_vault
from distressapp.letterbox.lock import RoomLock
from distressapp.service import takein
from distressapp.service.house import House
from distressapp.vault import lists
from tests.clinics import PASSPHRASE, Clock, rated, seated


def test_what_a_dying_kiosk_kept_last_is_scored(
    house: House, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = seated(house)
    running.keep(rated(house, 7))
    staff = open_house(house.folder.root, room=None, clock=clock)
    vault = open_vault(staff, PASSPHRASE)
    asks_for_the_room = takein._kiosk_lock  # noqa: SLF001  (the moment in between)

    def dies_after_one_more_answer(at: House) -> RoomLock:
        running.keep(rated(house, 9))
        house.close()
        return asks_for_the_room(at)

    monkeypatch.setattr(takein, "_kiosk_lock", dies_after_one_more_answer)

    takein.take_in(staff, vault)

    found = lists.sitting(vault, running.plan.sitting)
    assert found is not None
    assert found.record.outcome.scored["dt"].scores["rating"].value == 9
    vault.close()
    staff.close()
