"""Staff answer a call, or confirm that its test was heard; both need a name."""

from enum import StrEnum

from distressapp.kiosk.form import FormPage
from distressapp.settings import Now
from distressapp.text import _
from distressapp.ui.look import Look

NAME = "name"


class Answer(StrEnum):
    """What staff can say of a call."""

    BACK = "back"
    COMING = "coming"
    LEFT = "left"
    WITH_PATIENT = "with_patient"
    HEARD = "heard"


def answer_page(look: Look, ticket: str, *, mark: str | None) -> FormPage:
    """Acknowledging only silences; being with the patient, or an urgent plan, ends the call.

    No name is offered: whoever holds the tablet could tap one. The name is not proved until
    staff have PINs (docs/decisions/calls-without-pins.md).
    """
    return FormPage(
        _("Answer the call: {ticket}").format(ticket=ticket),
        _("For staff: say who you are, then what is true."),
        {NAME: _("Your name")},
        look,
        acts={
            Answer.BACK: _("Back"),
            Answer.LEFT: _("The patient left: urgent plan started"),
            Answer.WITH_PATIENT: _("I am with the patient"),
            Answer.COMING: _("I am coming"),
        },
        mark=mark,
    )


def trial_page(look: Look, ticket: str, now: Now, *, mark: str | None) -> FormPage:
    """The call sounds for a test; a person says that it was heard and seen where staff are."""
    return FormPage(
        _("Test of the call for help: {ticket}").format(ticket=ticket),
        _(
            "The call sounds now. Go where staff will be, listen, and look. "
            "Confirm only what you heard and saw there."
        ),
        {NAME: _("Your name")},
        look,
        acts={Answer.BACK: _("Back"), Answer.HEARD: _("I heard it and saw it")},
        names=_names(now),
        mark=mark,
    )


def _names(now: Now) -> tuple[str, ...]:
    found = (now.responder, now.backup, now.absence_cover)
    return tuple(dict.fromkeys(name for name in found if name))[:2]
