"""The list of pages on their way to paper, in words."""

from datetime import datetime
from typing import Final

from distressapp.core.frozen import frozen
from distressapp.service.house import House
from distressapp.service.print_words import ails, state_words, trouble_advice, trouble_words
from distressapp.service.timeline_words import copy_words
from distressapp.text import _
from distressapp.vault import lists, people, prints
from distressapp.vault.prints import Job
from distressapp.vault.vault import Vault

MOST: Final = 200
"""Pages that came out or were called off, shown below those that are owed."""


@frozen
class Listed:
    """A page in the list.

    Attributes:
        whose: The patient's name; or that nobody has matched the sitting.
        ticket: Of the sitting; empty where it is of none.
        copy: Which copy, as staff call it.
        state: In words.
        advice: What to do about what ails the printer; empty where nothing does.
        since: On the clinic's clock: when it was asked for, or when it was over.
        is_open: It has not come out, and nobody has called it off.
    """

    job: Job
    whose: str
    ticket: str
    copy: str
    state: str
    advice: str
    since: datetime
    is_open: bool


def listed(house: House, vault: Vault) -> tuple[Listed, ...]:
    """What is not printed, the longest-waiting first; then the newest that is over."""
    open_jobs = prints.unprinted(vault)
    over = [each for each in prints.latest(vault, most=MOST) if each.state.is_over]
    return tuple(_listed(house, vault, each) for each in (*open_jobs, *over))


def _listed(house: House, vault: Vault, job: Job) -> Listed:
    found = lists.sitting(vault, job.sitting) if job.sitting else None
    copy, trouble = copy_words(job.copy), ails(job, house.heard)
    if job.has_receipt:
        copy = _("{copy}, with receipt").format(copy=copy)
    return Listed(
        job=job,
        whose=_whose(vault, job, "" if found is None else _patient_id(found)),
        ticket="" if found is None else found.record.sitting.plan.ticket,
        copy=f"{copy[:1].upper()}{copy[1:]}",
        state=state_words(job, house.heard),
        advice="" if trouble is None else trouble_advice(trouble),
        since=house.local_ms(job.at_ms if job.state.is_over else job.queued_ms),
        is_open=not job.state.is_over,
    )


def _patient_id(found: lists.Stopped) -> str:
    return "" if found.patient is None else found.patient.id


def _whose(vault: Vault, job: Job, patient: str) -> str:
    known = people.standing(vault, patient or job.subject)
    return _("not matched to a patient") if known is None else known.name


def troubles(house: House, vault: Vault) -> tuple[str, ...]:
    """What ails the printers that have pages which did not come out yet: sentences, each once."""
    found = (
        trouble_words(trouble, job.printer)
        for job in prints.unprinted(vault)
        if (trouble := ails(job, house.heard)) is not None
    )
    return tuple(dict.fromkeys(_("{what}.").format(what=each) for each in found))
