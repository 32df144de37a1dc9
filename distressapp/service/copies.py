"""The copies of a page: what stands on each, and which may leave the program."""

from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.journal import Json
from distressapp.core.own_answers import OwnAnswers
from distressapp.core.paper_value import Form
from distressapp.core.roles import Act
from distressapp.core.summary import Summary
from distressapp.service import paper_forms
from distressapp.service.access import Session, check_may
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.own_answers import not_given, own_answers
from distressapp.service.pages import summary_from
from distressapp.service.paper_forms import FormScreens
from distressapp.service.posting import News
from distressapp.service.take_home import take_home
from distressapp.settings import hash_of
from distressapp.text import _
from distressapp.vault.vault import Vault

CLINICIAN: Final = "clinician"
SOCIAL_WORK: Final = "social work"
PATIENT: Final = "patient"
PATIENT_SCORES: Final = "patient, with scores"
HOME_SLIP: Final = "slip"
"""What a patient takes home: on the slips' printer and paper, where there is one."""
FORM: Final = "form"
"""A paper form; its random id stands where a page has its sitting's."""
COPIES: Final = (CLINICIAN, SOCIAL_WORK, PATIENT, PATIENT_SCORES, HOME_SLIP)


def check_copy(house: House, copy: str, *, has_talked: bool) -> None:
    """Nothing where that copy may be made here.

    Raises:
        ExpectedError: The clinic gives it to nobody, or nobody talked with the patient yet.
    """
    takes = house.settings.take_home
    is_refused = (copy in {PATIENT, HOME_SLIP} and takes == "nothing") or (
        copy == PATIENT_SCORES and takes != "scores"
    )
    if is_refused:
        raise not_given()
    if copy == PATIENT_SCORES and not has_talked:
        raise ExpectedError(
            _("Scores go home only after a conversation about them"),
            advice=_("Talk with the patient first, and say here that you did."),
        )


def document(
    house: House, vault: Vault, sitting: str, *, copy: str, screens: FormScreens
) -> Summary | OwnAnswers | Form:
    """What stands on a copy of a sitting, or on a form of that id.

    Raises:
        ExpectedError: There is no such sitting, or this clinic does not give that out.
    """
    if copy == FORM:
        return paper_forms.document(house, vault, sitting, screens)
    if copy == HOME_SLIP:
        return take_home(house, vault, sitting, screens)
    if copy in {PATIENT, PATIENT_SCORES}:
        return own_answers(house, vault, sitting, screens, has_scores=copy == PATIENT_SCORES)
    return summary_from(house, vault, sitting, for_social_worker=copy == SOCIAL_WORK)


def to_save(  # noqa: PLR0913  (which page, in whose words, and what was said before)
    house: House,
    session: Session,
    sitting: str,
    *,
    copy: str,
    screens: FormScreens,
    talked: bool = False,
) -> Summary | OwnAnswers | Form:
    """What stands on a copy that is written to a file; that it leaves the program is noted.

    Raises:
        NotAllowedError: The member's role makes no pages.
        ExpectedError: As `document`, or nobody has talked with the patient yet.
        StoreError: It is not noted; then nothing must be written.
    """
    check_may(session, Act.PRINT)
    check_copy(house, copy, has_talked=talked)
    found = document(house, session.vault, sitting, copy=copy, screens=screens)
    with session.vault.commit():
        note_page(house, session, sitting, copy=copy)
    return found


def note_page(house: House, session: Session, sitting: str, *, copy: str) -> None:
    """Note that a page leaves the program; inside `commit`."""
    payload: Json = {
        "copy": copy,
        "settings": hash_of(house.settings),
        "by": session.member.name,
        "member": session.member.id,
    }
    append(house, session.vault, News(kind="page.made", subject=sitting, payload=payload))
