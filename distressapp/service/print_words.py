"""How far a page is on its way, and what ails its printer, in words that staff act on."""

from distressapp.printing.heard import Heard, JobState
from distressapp.printing.trouble import Trouble
from distressapp.text import _
from distressapp.vault.prints import Job, State


def trouble_words(trouble: Trouble, printer: str) -> str:
    """What ails the printer; without a full stop."""
    return {
        Trouble.PAPER: _("{printer} is out of paper"),
        Trouble.JAM: _("Paper is stuck in {printer}"),
        Trouble.INK: _("{printer} needs toner or ink"),
        Trouble.OPEN: _("{printer} is open, or a tray is missing"),
        Trouble.FULL: _("The tray of {printer} is full"),
        Trouble.AWAY: _("{printer} is away"),
        Trouble.SILENT: _("{printer} does not answer yet"),
        Trouble.PAUSED: _("{printer} was stopped on this computer"),
        Trouble.REFUSES: _("This computer takes no pages for {printer}"),
        Trouble.OTHER: _("{printer} reports an error"),
    }[trouble].format(printer=printer)


def trouble_advice(trouble: Trouble) -> str:
    """What to do about it; sentences."""
    itself = _("The page then comes out by itself.")
    return {
        Trouble.PAPER: _("Put paper in.") + f" {itself}",
        Trouble.JAM: _("Take the paper out, and look whether the page is on it."),
        Trouble.INK: _("Change what is empty.") + f" {itself}",
        Trouble.OPEN: _("Close it.") + f" {itself}",
        Trouble.FULL: _("Take the pages out.") + f" {itself}",
        Trouble.AWAY: _("Look whether it is switched on and connected.") + f" {itself}",
        Trouble.SILENT: _("Wait a moment; then look whether it is switched on and connected."),
        Trouble.PAUSED: _("Ask whoever looks after this computer, or use another printer."),
        Trouble.REFUSES: _("Ask whoever looks after this computer, or use another printer."),
        Trouble.OTHER: _("Look at the printer."),
    }[trouble]


def ails(job: Job, heard: Heard) -> Trouble | None:
    """What keeps a page from coming out that the print system has; None where nothing does."""
    has_it = job.request and job.state in {State.SENT, State.FAILED}
    return heard.trouble(job.printer) if has_it else None


def state_words(job: Job, heard: Heard) -> str:
    """How far a page is on its way, in words."""
    trouble = ails(job, heard)
    why = job.why if trouble is None else trouble_words(trouble, job.printer)
    if job.state is State.SENT and trouble is None:
        return _sent_words(job, heard.states.get(job.request))
    words = {
        State.QUEUED: _("Not printed yet: waits for {printer}"),
        State.SENT: _("Not printed yet: {why}"),
        State.FAILED: _("Not printed: {why}"),
        State.DONE: _("Printed on {printer}"),
        State.CANCELLED: _("Called off"),
    }[job.state]
    return words.format(printer=job.printer, why=why)


def _sent_words(job: Job, said: JobState | None) -> str:
    """Of a page that goes, or went, to a printer that nothing ails."""
    if not job.request:
        words = _("Not printed yet: is handed to {printer}")
    elif said is JobState.PRINTING:
        words = _("Printing on {printer}")
    elif said is JobState.WAITING:
        words = _("Not printed yet: its turn comes at {printer}")
    elif said is JobState.HANDED:
        words = _("Taken by {printer}; this computer does not tell more. Look whether it is there.")
    else:
        words = _("Not printed yet: {printer} has it")
    return words.format(printer=job.printer)
