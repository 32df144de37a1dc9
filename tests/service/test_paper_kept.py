"""A form keyed half-way: kept in the vault, offered again, dropped when whole, and erasable."""

import pytest

from distressapp.core.journal import parsed
from distressapp.service.access import Session
from distressapp.service.erasure import erase
from distressapp.service.house import House
from distressapp.service.paper import start
from distressapp.service.paper_kept import half_keyed, keep_half
from distressapp.service.paper_slip import Slip
from distressapp.vault import forms, lists
from distressapp.vault.forms import PaperForm
from distressapp.vault.packing import unpacked
from tests.core.keyed import keyed
from tests.service.papers import BORN, NUMBER, filled_in, patient, printed, returned
from tests.service.patients import REASON

WRITTEN = "words that nobody else reads"


def kept(
    house: House, session: Session, form: PaperForm, *marks: str, number: str = ""
) -> PaperForm:
    """The form with these marks kept half-way; as the vault has it then."""
    keying = keyed(start(house, session, form), *marks)
    slip = Slip(filled=house.today(), born=BORN, record_number=number)
    assert keep_half(house, session, form, keying, slip)
    return now(session, form)


def now(session: Session, form: PaperForm) -> PaperForm:
    found = forms.form(session.vault, form.form)
    assert found is not None
    return found


def said(session: Session) -> str:
    """Every payload of the journal, in one text."""
    with session.vault.reading() as db:
        rows = list(db.query("SELECT payload FROM journal"))
    return "\n".join(unpacked(row["payload"]).decode() for row in rows)


def test_what_was_keyed_half_way_is_gone_on_with_where_somebody_stopped(
    house: House, session: Session
) -> None:
    form = printed(house, session, patient(house, session))
    keying = keyed(start(house, session, form), "self", "7", "?")

    slip = Slip(filled=house.today(), born=BORN)
    assert keep_half(house, session, form, keying, slip)
    half = half_keyed(house, session, now(session, form))

    assert half is not None
    assert half.keying == keying
    assert half.slip == slip
    assert half.by == session.member.name
    assert half.done == 3
    assert now(session, form).is_out
    assert lists.all_sittings(session.vault) == ()


def test_nothing_new_is_no_further_entry(house: House, session: Session) -> None:
    form = printed(house, session, patient(house, session))
    slip = Slip(filled=house.today(), born=BORN)
    keying = keyed(start(house, session, form), "self", "7")

    first = keep_half(house, session, form, keying, slip)
    again = keep_half(house, session, form, keying, slip)
    more = keep_half(house, session, form, keyed(keying, ""), slip)

    assert (first, again, more) == (True, False, True)


def test_a_form_of_which_nothing_was_keyed_is_not_kept(house: House, session: Session) -> None:
    form = printed(house, session, patient(house, session))

    slip = Slip(filled=house.today(), born=BORN)
    assert not keep_half(house, session, form, start(house, session, form), slip)

    assert half_keyed(house, session, now(session, form)) is None


def test_a_form_that_is_kept_whole_is_half_keyed_no_more(house: House, session: Session) -> None:
    form = kept(house, session, printed(house, session, patient(house, session)), "self", "7")
    half = half_keyed(house, session, form)
    assert half is not None

    returned(house, session, form, filled_in(half.keying))
    slip = Slip(filled=house.today(), born=BORN)
    late = keep_half(house, session, form, half.keying, slip)

    assert not late
    assert half_keyed(house, session, now(session, form)) is None
    assert now(session, form).kept_by == ""


def test_half_keyed_forms_follow_from_the_journal_once_more(house: House, session: Session) -> None:
    who = patient(house, session)
    kept(house, session, printed(house, session, who), "self", "7")
    kept(house, session, printed(house, session), "self", number="MRN-9")
    whole = kept(house, session, printed(house, session, who), "self")
    returned(house, session, whole, filled_in(start(house, session, whole)))
    before = session.vault.projections()

    session.vault.rebuild()

    assert session.vault.projections() == before


@pytest.mark.parametrize("is_blank", [False, True])
def test_erasing_a_patient_empties_what_was_keyed_half_way(
    house: House, session: Session, *, is_blank: bool
) -> None:
    who = patient(house, session)
    form = printed(house, session, "" if is_blank else who)
    kept(house, session, form, "self", "7", "physical.other", f"={WRITTEN}", number=NUMBER)
    assert WRITTEN in said(session)

    erase(house, session, who, reason=REASON)

    assert WRITTEN not in said(session)
    left = forms.form(session.vault, form.form)
    assert left is None or left.kept_by == ""
    before = session.vault.projections()
    session.vault.rebuild()
    assert session.vault.projections() == before


def test_what_was_keyed_half_way_goes_with_whose_the_form_was(
    house: House, session: Session
) -> None:
    patient(house, session)
    other = patient(house, session, number="MRN-9", name="Somebody Else")
    form = printed(house, session)
    half = kept(house, session, form, "self", "7", number=NUMBER)
    back = returned(
        house, session, half, filled_in(start(house, session, half)), record_number="MRN-9"
    )

    erase(house, session, other, reason=REASON)

    assert "form.kept" in lists.kinds_of(session.vault, back.sitting)
    assert lists.about(session.vault, back.sitting) == ()


def test_the_journal_says_who_kept_it(house: House, session: Session) -> None:
    form = kept(house, session, printed(house, session, patient(house, session)), "self")
    plan = start(house, session, form).interview.plan

    (entry,) = lists.about(session.vault, plan.sitting)

    payload = parsed(entry.entry.payload)
    assert (entry.entry.kind, payload["by"]) == ("form.kept", session.member.name)
