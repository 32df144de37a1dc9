"""Staff answer a call, or confirm that its test was heard; both need a name."""

from enum import StrEnum

from distressapp.kiosk.form import FormPage
from distressapp.settings import Now
from distressapp.text import _
from distressapp.ui.look import Look

NAME, PIN = "name", "pin"
MOST_NAMES = 2
"""More names than this leave no room for the keys; the others are typed."""


class Answer(StrEnum):
    """What staff can say of a call."""

    BACK = "back"
    COMING = "coming"
    LEFT = "left"
    WITH_PATIENT = "with_patient"
    HEARD = "heard"
    NO_SLIP = "no_slip"


def answer_page(
    look: Look, ticket: str, *, vouching: tuple[str, ...], mark: str | None
) -> FormPage:
    """Acknowledging only silences; being with the patient, or an urgent plan, ends the call.

    Args:
        vouching: Names of those signed in for the shift: one tap, and the PIN proves it. Where
            there are none a name is typed, and nothing proves it; then none is offered, for
            whoever holds the tablet could tap one (docs/decisions/calls-without-pins.md).
    """
    fields = {NAME: _("Your name")}
    lead = _("For staff: say who you are, then what is true.")
    if vouching:
        fields[PIN] = _("Your PIN")
        lead = _("For staff: your name and PIN, then what is true.")
    return FormPage(
        _("Answer the call: {ticket}").format(ticket=ticket),
        lead,
        fields,
        look,
        acts={
            Answer.BACK: _("Back"),
            Answer.LEFT: _("The patient left: urgent plan started"),
            Answer.WITH_PATIENT: _("I am with the patient"),
            Answer.COMING: _("I am coming"),
        },
        names=vouching[:MOST_NAMES],
        secrets=(PIN,),
        starts_with_digits=bool(vouching),
        mark=mark,
    )


def trial_page(
    look: Look, ticket: str, now: Now, *, mark: str | None, printer: str = ""
) -> FormPage:
    """The call sounds for a test; a person says that it was heard and seen where staff are.

    Args:
        printer: Where a slip comes out too; empty where there are none.
    """
    lead = _(
        "The call sounds now. Go where staff will be, listen, and look. "
        "Confirm only what you heard and saw there."
    )
    acts: dict[StrEnum, str] = {Answer.BACK: _("Back")}
    if printer:
        lead = _(
            "The call sounds now, and a slip with the word comes out at {printer}. Go where staff "
            "will be, listen, and look. Confirm only what you heard and saw there."
        ).format(printer=printer)
        acts[Answer.NO_SLIP] = _("No slip came")
        acts[Answer.HEARD] = _("I heard it, and the slip came")
    else:
        acts[Answer.HEARD] = _("I heard it and saw it")
    return FormPage(
        _("Test of the call for help: {ticket}").format(ticket=ticket),
        lead,
        {NAME: _("Your name")},
        look,
        acts=acts,
        names=_names(now),
        mark=mark,
    )


def _names(now: Now) -> tuple[str, ...]:
    found = (now.responder, now.backup, now.absence_cover)
    return tuple(dict.fromkeys(name for name in found if name))[:2]
