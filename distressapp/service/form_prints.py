"""Paper forms on their way to a printer: in the same queue as pages, so that none is lost."""

from distressapp.core.journal import Json
from distressapp.core.roles import Act
from distressapp.service.access import Session, check_may
from distressapp.service.copies import FORM
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.outlets import clinic_printer
from distressapp.service.paper_forms import form_of
from distressapp.service.posting import News
from distressapp.vault.printed import QUEUED


def queue_form(house: House, session: Session, form: str, *, printer: str = "") -> str:
    """Ask for a form that was made; the random id of the job. Nothing is waited for.

    Args:
        form: Its random id; it stands where a page has its sitting's.
        printer: As the print system calls it; empty for the clinic's own.

    Raises:
        NotAllowedError: The member's role prints nothing.
        ExpectedError: There is no such form, or no printer.
    """
    check_may(session, Act.PRINT)
    found = form_of(session.vault, form)
    payload: dict[str, Json] = {
        "job": house.new_id(),
        "sitting": form,
        "copy": FORM,
        "receipt": False,
        "printer": printer or clinic_printer(house),
        "talked": False,
        "by": session.member.name,
        "member": session.member.id,
    }
    news = News(kind=QUEUED, subject=found.patient or form, payload=payload)
    with session.vault.commit():
        append(house, session.vault, news)
    return str(payload["job"])
