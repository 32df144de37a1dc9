"""After a power cut: what was being answered today may go on, with both identifiers again.

The kiosk cannot open what a cut left; whoever signs in can. Take-in has scored it by then, and
here it is put among the sittings that wait for their patients.
"""

from collections.abc import Mapping

from distressapp.core.journal import canonical
from distressapp.core.sitting import Sitting, Stop
from distressapp.keys.pause import new_salt, pause_key
from distressapp.service.house import House
from distressapp.service.pauses import state_of
from distressapp.service.relayed import PAUSED
from distressapp.vault import lists
from distressapp.vault.vault import Vault


def reopened(house: House, vault: Vault) -> Mapping[str, bytes]:
    """Today's sittings that a cut ended, as the keeper remembers those that wait.

    One without a date of birth has no second identifier and cannot go on; its result is safe.
    Empty where there are none.
    """
    today = house.today()
    salt = new_salt()
    parts: dict[str, bytes] = {}
    for each in lists.since(vault, today):
        sitting, given = each.record.sitting, each.record.given
        is_of_today = house.local(sitting.started).date() == today
        if sitting.stop is not Stop.RESTART or given.born is None or not is_of_today:
            continue
        state = canonical(state_of(sitting, at=last_step(sitting)))
        cost = house.paused.cost
        key = pause_key(given.record_number, given.born, salt=salt, cost=cost)
        parts[f"{PAUSED}/{sitting.plan.sitting}"] = key.seal(state)
    if parts:
        parts[PAUSED] = canonical({"day": today.isoformat(), "salt": salt.hex()})
    return parts


def last_step(sitting: Sitting) -> str:
    """The step that was seen last; the first one where none was kept."""
    return sitting.shown[-1] if sitting.shown else "welcome"
