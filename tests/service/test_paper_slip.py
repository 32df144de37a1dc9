"""What stands on the first page of a form: who it can be, how old, and alive."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from distressapp.core.form_code import spelt
from distressapp.core.keying import go, mark
from distressapp.service.access import Session
from distressapp.service.admissions import UnderAgeError
from distressapp.service.followups import report_death
from distressapp.service.house import House
from distressapp.service.moving import move
from distressapp.service.owed import owed
from distressapp.service.paper import correct, once_more, start
from distressapp.service.paper_slip import FormError, Slip
from distressapp.service.patients import Details, register
from distressapp.service.today import today
from distressapp.vault import lists
from tests.core.keyed import keyed
from tests.service.papers import filled_in, patient, printed, rated, returned


def child(house: House, *, years: int = 12) -> date:
    """The date of birth of somebody of that age today."""
    return house.today().replace(year=house.today().year - years)


def test_a_form_for_nobody_is_not_keyed_for_a_child(house: House, session: Session) -> None:
    form = printed(house, session)
    slip = Slip(filled=house.today(), born=child(house), record_number="MRN-9")

    with pytest.raises(UnderAgeError, match="under 18"):
        start(house, session, form, slip)
    with pytest.raises(UnderAgeError):
        returned(
            house,
            session,
            form,
            rated(house, session, form, 8),
            born=child(house),
            record_number="MRN-9",
        )

    assert lists.all_sittings(session.vault) == ()


def test_of_a_form_for_nobody_a_child_is_asked_what_a_pack_permits(
    house: House, session: Session
) -> None:
    form = printed(house, session)
    words = house.wording("dt", "en")
    assert words is not None
    house.wordings = {**house.wordings, "dt.en": replace(words, least_age=12)}
    register(house, session, Details(name="A Child", born=child(house), record_number="MRN-9"))

    slip = Slip(filled=house.today(), born=None, record_number="MRN-9")
    keying = start(house, session, form, slip)

    assert keying.interview.plan.instruments == ("dt",)
    assert set(keying.interview.plan.not_offered) == {"hads", "pss10"}
    whole = rated(house, session, form, 8)
    with pytest.raises(FormError, match="too young"):
        returned(house, session, form, whole, born=None, record_number="MRN-9")
    kept = returned(
        house,
        session,
        form,
        filled_in(keyed(keying, "self", "8")),
        record_number="MRN-9",
        born=None,
    )
    found = lists.sitting(session.vault, kept.sitting)
    assert found is not None
    assert set(found.record.outcome.scored) == {"dt"}


def test_nobody_fills_in_a_form_before_they_are_born(house: House, session: Session) -> None:
    form = printed(house, session, patient(house, session))
    keying = rated(house, session, form, 2)

    with pytest.raises(FormError, match="date of birth"):
        returned(house, session, form, keying, born=house.today() + timedelta(days=1))


def test_the_code_of_a_form_is_no_record_number(house: House, session: Session) -> None:
    form = printed(house, session)
    keying = rated(house, session, form, 2)

    with pytest.raises(FormError, match="code of a form"):
        returned(house, session, form, keying, record_number=spelt(form.code))


def test_a_form_of_somebody_who_died_is_kept_and_calls_nobody(
    house: House, session: Session
) -> None:
    who = patient(house, session)
    form = printed(house, session, who)
    report_death(house, session, who)

    kept = returned(house, session, form, rated(house, session, form, 9))

    assert kept.patient is not None
    assert [each.may_contact for each in owed(house, session) if each.may_contact] == []
    assert not any(line.patient and line.patient.id == who for line in today(house, session).due)


def test_a_form_that_was_moved_is_put_right_where_it_is_now(house: House, session: Session) -> None:
    who = patient(house, session)
    other = patient(house, session, number="MRN-9", name="Somebody Else")
    form = printed(house, session, who)
    kept = returned(house, session, form, rated(house, session, form, 8))
    move(house, session, sitting=kept.sitting, to=other, reason="it was handed to the wrong one")

    right = correct(
        house,
        session,
        kept.sitting,
        mark(go(once_more(house, session, kept.sitting), "rating"), ("3",)),
        because="an 8 was read where a 3 stands",
    )

    assert right.patient is not None
    assert right.patient.id == other
    assert lists.sittings_of(session.vault, who) == ()
    before = session.vault.projections()
    session.vault.rebuild()
    assert session.vault.projections() == before
