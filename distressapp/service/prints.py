"""Pages on their way to paper: a queue in the journal, so that none is lost or forgotten.

A page that waits, that the print system has, or that did not come out is *not printed* and stays
visible until it is printed or called off, after a restart too. What takes long is done elsewhere,
without the vault: `ready` hands out all that is needed, `hand_over` prints, `handed` notes it.
"""

from collections.abc import Mapping
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.journal import Json
from distressapp.core.own_answers import OwnAnswers
from distressapp.core.paper_value import Form
from distressapp.core.roles import Act
from distressapp.core.summary import Summary
from distressapp.printing import system
from distressapp.printing.system import JobState
from distressapp.service.access import Session, check_may
from distressapp.service.copies import (
    CLINICIAN,
    FORM,
    SOCIAL_WORK,
    check_copy,
    document,
    note_page,
)
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.outlets import paper_of, printer_for
from distressapp.service.pages import stopped
from distressapp.service.paper_forms import FormScreens
from distressapp.service.posting import News
from distressapp.service.print_words import trouble_words
from distressapp.service.reports import printable
from distressapp.text import _
from distressapp.vault import printed, prints
from distressapp.vault.prints import Job, State
from distressapp.vault.vault import Vault

STUCK_MS: Final = 10 * 60_000
"""So long the print system may have a page before staff read that it did not come out (this
project's judgement: a page is read before the consultation, and a busy printer takes minutes)."""

LATE: Final = 200
"""Pages that are looked through for the printers of late."""


@frozen
class Ready:
    """All that is needed to print one page, without the vault.

    Attributes:
        job: Random id; the only word of the page that the print system is told.
        document: What stands on it; never written to a disk by this program.
    """

    job: str
    document: Summary | OwnAnswers | Form
    has_receipt: bool
    printer: str
    paper: str


def queue_page(  # noqa: PLR0913  (which page, for whom, and where it comes out)
    house: House,
    session: Session,
    sitting: str,
    *,
    copy: str = CLINICIAN,
    has_receipt: bool = False,
    has_talked: bool = False,
    printer: str = "",
) -> str:
    """Ask for a page of a sitting on paper; the random id of the job. Nothing is waited for.

    Args:
        copy: One of `COPIES`.
        has_receipt: With the score receipt behind it; only for staff's own copies.
        has_talked: Somebody has talked with the patient about the scores; a copy that takes them
            home is not made without.
        printer: As the print system calls it; empty for the clinic's own.

    Raises:
        NotAllowedError: The member's role prints nothing.
        ExpectedError: There is no such sitting, no printer, or the copy is not given out.
    """
    check_may(session, Act.PRINT)
    stopped(session.vault, sitting)
    check_copy(house, copy, has_talked=has_talked)
    wanted: dict[str, Json] = {
        "job": house.new_id(),
        "sitting": sitting,
        "copy": copy,
        "receipt": has_receipt and copy in {CLINICIAN, SOCIAL_WORK},
        "printer": printer or printer_for(house, copy),
        "talked": has_talked,
    }
    _note(house, session, printed.QUEUED, sitting, wanted)
    return str(wanted["job"])


def unprinted(vault: Vault) -> tuple[Job, ...]:
    """Pages that have not come out and that nobody called off, the longest-waiting first."""
    return prints.unprinted(vault)


def waiting(vault: Vault) -> tuple[Job, ...]:
    """Pages that are to be handed to the print system, the longest-waiting first."""
    return tuple(each for each in prints.unprinted(vault) if each.state is State.QUEUED)


def ready(house: House, session: Session, job: Job, screens: FormScreens) -> Ready:
    """All that is needed to print it; that it leaves the program is noted first.

    From here until `handed` the journal says that the print system may have it: a crash between
    the two leaves a page that somebody must look for, never one that is printed twice unseen.

    Raises:
        NotAllowedError: The member's role prints nothing.
        ExpectedError: There is no such page any more.
        StoreError: It is not noted; then nothing must be printed.
    """
    check_may(session, Act.PRINT)
    found = document(house, session.vault, job.sitting, copy=job.copy, screens=screens)
    with session.vault.commit():
        _append(house, session, printed.SENT, job.subject, {"job": job.job, "request": ""})
        if job.copy != FORM:  # a form was noted when it was made
            note_page(house, session, job.sitting, copy=job.copy)
    return Ready(
        job=job.job,
        document=found,
        has_receipt=job.has_receipt,
        printer=job.printer,
        paper=paper_of(house, job.copy, printer=job.printer),
    )


def hand_over(found: Ready) -> str:
    """Draw the page and hand it to the print system; what the system calls it. Takes seconds.

    Raises:
        PrintError: It was not taken, or nobody knows whether it was.
        ExpectedError: It could not be drawn.
    """
    drawn = printable(found.document, paper=found.paper, receipt=found.has_receipt)
    title = f"Page {found.job[:8]}"
    return system.submit(drawn, printer=found.printer, title=title, paper=found.paper)


def handed(house: House, session: Session, job_id: str, request: str) -> None:
    """Note that the print system has it, and what it calls it."""
    _on_its_way(house, session, job_id, printed.SENT, {"request": request})


def failed(house: House, session: Session, job_id: str, error: ExpectedError) -> None:
    """Note that it did not come out, or that nobody knows."""
    _on_its_way(house, session, job_id, printed.FAILED, {"why": error.message})


def give_up(house: House, session: Session, job_id: str, error: ExpectedError) -> None:
    """Note that a page that waits cannot be made at all, and why."""
    job = prints.job(session.vault, job_id)
    if job is not None and job.state is State.QUEUED:
        _note(
            house,
            session,
            printed.FAILED,
            job.subject,
            {"job": job_id, "why": error.message},
        )


@frozen
class Settled:
    """What became of pages that the print system had.

    Attributes:
        jobs: How many were settled.
        done: Requests of those that came out: the print system is to delete what it kept of them.
    """

    jobs: int
    done: tuple[str, ...]


def settle(house: House, session: Session, states: Mapping[str, JobState]) -> Settled:
    """Note what became of pages that the print system had.

    A printer that is mended may still print what counted as not printed: that is noted too.

    Args:
        states: What the print system says, by request; from `system.ask` of `requests`.
    """
    now_ms = int(house.clock().timestamp() * 1000)
    done: list[str] = []
    count = 0
    for job in _at_the_system(session.vault):
        said = states.get(job.request)
        trouble = house.heard.trouble(job.printer)
        ails = "" if trouble is None else trouble_words(trouble, job.printer)
        why = _why(said, waited_ms=now_ms - job.at_ms, ails=ails)
        if said is JobState.DONE:
            _note(house, session, printed.DONE, job.subject, {"job": job.job, "seen": False})
            done.append(job.request)
        elif why is not None and job.state is State.SENT:
            _on_its_way(house, session, job.job, printed.FAILED, {"why": why})
        else:
            continue
        count += 1
    return Settled(jobs=count, done=tuple(done))


def _why(said: JobState | None, *, waited_ms: int, ails: str) -> str | None:
    """Why it counts as not printed; None while it may still come out.

    Args:
        ails: What ails the printer, in words; empty where nothing does.
    """
    match said:
        case None:
            return _("The print system no longer knows the page")
        case JobState.ABORTED:
            return _("The print system gave the page up")
        case JobState.CANCELLED:
            return _("Somebody called the page off at the print system")
        case JobState.STOPPED:
            return ails or _("The printer has stopped")
        # Of one that was handed over nobody ever hears more: it waits for somebody who looks.
        case _ if waited_ms >= STUCK_MS and said is not JobState.HANDED:
            return ails or _("The printer does not take it")
        case _:
            return None


def requests(vault: Vault) -> tuple[str, ...]:
    """What the print system is to be asked about: pages that it has, as far as we know."""
    return tuple(each.request for each in _at_the_system(vault))


def printers(house: House, vault: Vault) -> frozenset[str]:
    """Where something may be kept of what is over: the clinic's printers, and those of late.

    What was still to be deleted when the program ended is not written down anywhere: so it is
    asked for anew, by printer, whenever somebody comes.
    """
    own = (house.settings.printer, house.settings.slips)
    late = {each.printer for each in prints.latest(vault, most=LATE) if each.request}
    return frozenset({*late, *(each.name for each in own if each is not None)})


def has_sent(vault: Vault) -> bool:
    """The print system has a page of which nobody has asked yet whether it came out."""
    return any(each.state is State.SENT for each in prints.unprinted(vault))


def _at_the_system(vault: Vault) -> tuple[Job, ...]:
    has_it = (State.SENT, State.FAILED)
    return tuple(each for each in prints.unprinted(vault) if each.request and each.state in has_it)


def forsake(house: House, session: Session, *, in_hand: frozenset[str]) -> int:
    """Note as not printed what a crash left between two entries; how many there were.

    Args:
        in_hand: Ids of the jobs that this program is handing over just now.
    """
    left = [
        each
        for each in prints.unprinted(session.vault)
        if each.state is State.SENT and not each.request and each.job not in in_hand
    ]
    for each in left:
        why = _("The program stopped meanwhile: look at the printer first")
        _on_its_way(house, session, each.job, printed.FAILED, {"why": why})
    return len(left)


def again(house: House, session: Session, job_id: str, *, printer: str = "") -> str:
    """Print it again, or on another printer; the request that must be called off first.

    Args:
        printer: Empty for the same.

    Returns:
        What the print system may still have of it; empty where it has nothing. Whoever asked
        calls `system.purge` with it, so that the page does not come out twice.

    Raises:
        NotAllowedError: The member's role prints nothing.
        ExpectedError: It came out meanwhile, or was called off.
    """
    check_may(session, Act.PRINT)
    job = _open_job(session.vault, job_id)
    wanted: dict[str, Json] = {
        "job": job.job,
        "sitting": job.sitting,
        "copy": job.copy,
        "receipt": job.has_receipt,
        "printer": printer or job.printer,
    }
    _note(house, session, printed.QUEUED, job.subject, wanted)
    return job.request


def call_off(house: House, session: Session, job_id: str, *, why: str = "") -> str:
    """Call a page off; the request that must be called off, as `again`.

    Raises:
        NotAllowedError: The member's role prints nothing.
        ExpectedError: It came out meanwhile, or was called off.
    """
    check_may(session, Act.PRINT)
    job = _open_job(session.vault, job_id)
    _note(house, session, printed.CANCELLED, job.subject, {"job": job.job, "why": why})
    return job.request


def found_on_paper(house: House, session: Session, job_id: str) -> None:
    """Note that somebody has the page in their hands, whatever the print system says.

    Raises:
        NotAllowedError: The member's role prints nothing.
        ExpectedError: It came out meanwhile, or was called off.
    """
    check_may(session, Act.PRINT)
    job = _open_job(session.vault, job_id)
    _note(house, session, printed.DONE, job.subject, {"job": job.job, "seen": True})


def queue_ended(house: House, session: Session) -> tuple[str, ...]:
    """After take-in: ask for the pages of today's sittings, where the clinic prints by itself.

    Off by default, and only to a printer that was tested to stand where only staff can reach it.

    Returns:
        The new jobs.
    """
    printer = house.settings.printer
    is_safe = printer is not None and printer.is_staff_only
    if not (house.settings.is_printed_at_end and is_safe):
        return ()
    ended = prints.ended_without_page(session.vault, house.today().isoformat())
    return tuple(queue_page(house, session, each) for each in ended)


def _open_job(vault: Vault, job_id: str) -> Job:
    job = prints.job(vault, job_id)
    if job is None or job.state.is_over:
        raise ExpectedError(
            _("That page is no longer waiting"),
            advice=_("Print it again from the patient, if it is needed."),
        )
    if job.state is State.SENT and not job.request:
        raise ExpectedError(
            _("That page is just being handed to the printer"),
            advice=_("Wait a moment, then look again."),
        )
    return job


def _on_its_way(
    house: House, session: Session, job_id: str, kind: str, payload: dict[str, Json]
) -> None:
    """Note it, unless somebody has called the page off or asked for it again meanwhile."""
    job = prints.job(session.vault, job_id)
    if job is not None and job.state is State.SENT:
        _note(house, session, kind, job.subject, {"job": job_id, **payload})


def _note(
    house: House, session: Session, kind: str, subject: str, payload: dict[str, Json]
) -> None:
    with session.vault.commit():
        _append(house, session, kind, subject, payload)


def _append(
    house: House, session: Session, kind: str, subject: str, payload: dict[str, Json]
) -> None:
    who: dict[str, Json] = {"by": session.member.name, "member": session.member.id}
    append(house, session.vault, News(kind=kind, subject=subject, payload={**payload, **who}))
