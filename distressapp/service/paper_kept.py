"""A form that somebody keyed half-way: kept in the vault, and gone on with by whoever comes next.

The room locks by itself, and who keys a form is called away. What was keyed so far is an entry
about the sitting that the form is going to be; nothing is scored from it, and once the form is
kept whole nobody is offered it any more. It is never written outside the vault.
"""

from datetime import UTC, date, datetime

from distressapp.core.frozen import frozen
from distressapp.core.half_keyed import counted, is_begun, keying_from, keying_payload
from distressapp.core.journal import Json
from distressapp.core.keying import Keying
from distressapp.core.record import Payload
from distressapp.core.roles import Act
from distressapp.service.access import Session, check_may
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.paper_slip import Slip, plan_for
from distressapp.service.posting import News
from distressapp.vault import forms
from distressapp.vault.forms import PaperForm
from distressapp.vault.papers import KEPT


@frozen
class Half:
    """How far somebody was with a form.

    Attributes:
        by: Who keyed it so far.
        at: When they stopped; aware, on the clinic's clock.
        done: Questions that were dealt with.
        asked: Questions that there are so far.
    """

    keying: Keying
    slip: Slip
    by: str
    at: datetime
    done: int
    asked: int


def keep_half(house: House, session: Session, found: PaperForm, keying: Keying, slip: Slip) -> bool:
    """Keep what was keyed so far; whether there was anything new to keep.

    Args:
        session: Open; also one that is about to be shut.

    Raises:
        NotAllowedError: The role does not key forms.
        StoreError: It was not kept.
    """
    check_may(session, Act.CONFIRM)
    vault = session.vault
    said: dict[str, Json] = {"slip": _slip_payload(slip), "keying": keying_payload(keying)}
    with vault.commit():
        now = forms.form(vault, found.form)
        if now is None or not now.is_out or not is_begun(keying):
            return False
        before = forms.kept(vault, now)
        if before is not None and {each: before[each] for each in said} == said:
            return False
        payload: dict[str, Json] = {
            "form": found.form,
            **said,
            "by": session.member.name,
            "member": session.member.id,
        }
        subject = keying.interview.plan.sitting
        append(house, vault, News(kind=KEPT, subject=subject, payload=payload))
    return True


def half_keyed(house: House, session: Session, found: PaperForm) -> Half | None:
    """How far somebody was with a form that is out; None where nobody began it.

    Raises:
        NotAllowedError: The role does not key forms.
        FormError: It was printed from questions that have changed.
    """
    check_may(session, Act.CONFIRM)
    vault = session.vault
    said = forms.kept(vault, found) if found.is_out else None
    if said is None or found.kept_ms is None:
        return None
    slip = _slip_from(said["slip"])
    keying = keying_from(said["keying"], plan_for(house, vault, found, slip), house.instruments)
    done, asked = counted(keying)
    return Half(
        keying=keying,
        slip=slip,
        by=found.kept_by,
        at=house.local(datetime.fromtimestamp(found.kept_ms // 1000, UTC)),
        done=done,
        asked=asked,
    )


def _slip_payload(slip: Slip) -> dict[str, Json]:
    return {
        "filled": slip.filled.isoformat(),
        "born": None if slip.born is None else slip.born.isoformat(),
        "record_number": slip.record_number,
    }


def _slip_from(said: Payload) -> Slip:
    born = said["born"]
    return Slip(
        filled=date.fromisoformat(str(said["filled"])),
        born=None if born is None else date.fromisoformat(born),
        record_number=str(said["record_number"]),
    )
