"""One patient's scores over time, from the vault."""

from distressapp.core.progress import MeasureLine, Visited, progress
from distressapp.service.house import House
from distressapp.service.matching import as_past
from distressapp.service.timeline import Person
from distressapp.vault import lists
from distressapp.vault.vault import Vault


def trends(house: House, vault: Vault, whose: Person) -> tuple[MeasureLine, ...]:
    """A line for each measure; none where nobody has matched the patient: that is no history."""
    if whose.known is None:
        return ()
    found = [lists.sitting(vault, each.sitting) for each in reversed(whose.sittings)]
    visits = [
        Visited(sitting=each.record.sitting.plan.sitting, past=as_past(each))
        for each in found
        if each is not None
    ]
    return progress(visits, house.instruments, profile=house.settings.profile.profile)
