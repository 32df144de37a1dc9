"""Paper forms in the house: printed, found again, keyed in, matched, put right, erased."""

from datetime import date, timedelta
from typing import Any

import pytest

from distressapp.core.form_code import FormCodeError, code_of, spelt
from distressapp.core.instrument import Band
from distressapp.core.journal import parsed
from distressapp.core.keying import go, mark
from distressapp.core.sitting import Stop
from distressapp.service.access import Session
from distressapp.service.erasure import erase
from distressapp.service.handover import prepare
from distressapp.service.house import House
from distressapp.service.pages import summary_from
from distressapp.service.paper import (
    correct,
    find,
    once_more,
    start,
)
from distressapp.service.paper_slip import FormError
from distressapp.service.patients import merge
from distressapp.service.takein import take_in
from distressapp.service.today import today
from distressapp.vault import forms, lists
from distressapp.vault.vault import Vault
from tests.clinics import Clock, closed, seated
from tests.clinics import rated as rating_of
from tests.core.keyed import blank_to, keyed
from tests.service.papers import (
    BORN,
    NUMBER,
    filled_in,
    patient,
    printed,
    rated,
    returned,
    with_hads,
)
from tests.service.patients import REASON
from tests.vectors import EXAMPLES


def source(vault: Vault, sitting: str) -> tuple[str, str]:
    with vault.reading() as db:
        row = db.table("sitting").get(sitting)
    return row["source"], row["day"]


def test_a_code_finds_its_form_scanned_or_typed(house: House, session: Session) -> None:
    form = printed(house, session, patient(house, session))

    assert find(house, session, form.code) == form
    assert find(house, session, f" {spelt(form.code).lower()} ") == form
    with pytest.raises(FormCodeError):
        find(house, session, NUMBER)
    with pytest.raises(FormError, match="No form of this clinic"):
        find(house, session, code_of("f" * 32))


@pytest.mark.parametrize("example", EXAMPLES["hads"][:4], ids=lambda each: str(each["id"]))
def test_a_keyed_form_scores_and_flags_as_the_kiosk_does(
    house: House, session: Session, example: dict[str, Any]
) -> None:
    form = printed(house, session, patient(house, session))

    kept = returned(
        house, session, form, with_hads(start(house, session, form), example["presented"])
    )

    found = lists.sitting(session.vault, kept.sitting)
    assert found is not None
    scores = found.record.outcome.scored["hads"].scores
    assert str(scores["anxiety"].value) == example["A"]
    assert str(scores["depression"].value) == example["D"]
    is_high = int(example["A"]) >= 11 or int(example["D"]) >= 11
    assert any(flag.band is Band.SOON for flag in kept.flags) == is_high


def test_a_keyed_form_is_the_patients_and_says_it_was_paper(house: House, session: Session) -> None:
    who = patient(house, session)
    form = printed(house, session, who)

    kept = returned(house, session, form, rated(house, session, form, 8))

    assert kept.patient is not None
    assert kept.why_not == ""
    assert lists.sittings_of(session.vault, who) == (kept.sitting,)
    assert source(session.vault, kept.sitting) == ("paper", house.today().isoformat())
    assert "dt.rating.8" in {flag.rule for flag in kept.flags}
    page = summary_from(house, session.vault, kept.sitting)
    said = {each.label: each.text for each in page.answered.lines}
    assert said["On paper"].startswith(
        f"form {spelt(form.code)}, keyed in by {session.member.name}"
    )
    assert page.heading.name == "Maria Invented"
    kinds = lists.kinds_of(session.vault, who)
    assert ("form.returned" in kinds, "sitting.confirmed" in kinds) == (True, True)


def test_a_sitting_on_the_screen_is_no_paper(house: House, session: Session) -> None:
    running = seated(house)
    running.keep(rating_of(house, 3))
    closed(house, running)
    take_in(house, session.vault)

    assert source(session.vault, running.plan.sitting)[0] == "kiosk"


def test_another_date_of_birth_keeps_the_form_and_matches_it_to_nobody(
    house: House, session: Session
) -> None:
    who = patient(house, session)
    form = printed(house, session, who)

    kept = returned(house, session, form, rated(house, session, form, 8), born=date(1951, 3, 1))

    assert kept.patient is None
    assert "not the one in the record" in kept.why_not
    found = lists.sitting(session.vault, kept.sitting)
    assert found is not None
    assert found.patient is None
    assert found.record.given.born == date(1951, 3, 1)
    assert kept.sitting in lists.unmatched(session.vault, NUMBER)


def test_a_form_without_a_date_of_birth_waits_to_be_matched(house: House, session: Session) -> None:
    form = printed(house, session, patient(house, session))

    kept = returned(house, session, form, rated(house, session, form, 2), born=None)

    assert kept.patient is None
    assert "left empty" in kept.why_not


def test_a_blank_form_is_somebodys_by_number_and_date_of_birth(
    house: House, session: Session
) -> None:
    who = patient(house, session)
    known, unknown = printed(house, session), printed(house, session)

    kept = returned(house, session, known, rated(house, session, known, 2), record_number=NUMBER)
    stranger = returned(
        house, session, unknown, rated(house, session, unknown, 2), record_number="mrn-9"
    )

    assert known.patient == ""
    assert kept.patient is not None
    assert kept.patient.id == who
    assert stranger.patient is None
    assert "Nobody here" in stranger.why_not
    assert lists.unmatched(session.vault, "MRN-9") == (stranger.sitting,)


def test_a_form_is_keyed_in_once(house: House, session: Session) -> None:
    form = printed(house, session, patient(house, session))
    keying = rated(house, session, form, 2)
    returned(house, session, form, keying)

    with pytest.raises(FormError, match="meanwhile"):
        returned(house, session, form, keying)
    again = forms.form(session.vault, form.form)
    assert again is not None
    with pytest.raises(FormError, match="keyed in before"):
        start(house, session, again)


@pytest.mark.parametrize("days", [-1, 1])
def test_a_form_was_filled_in_between_its_printing_and_today(
    house: House, session: Session, days: int
) -> None:
    form = printed(house, session, patient(house, session))
    keying = rated(house, session, form, 2)

    with pytest.raises(FormError, match="filled in on that day"):
        returned(house, session, form, keying, filled=house.today() + timedelta(days=days))


def test_a_date_of_birth_that_cannot_be_is_refused(house: House, session: Session) -> None:
    form = printed(house, session, patient(house, session))
    keying = rated(house, session, form, 2)

    with pytest.raises(FormError, match="date of birth"):
        returned(house, session, form, keying, born=date(1850, 1, 1))


def test_a_form_counts_on_the_day_it_was_filled_in(
    house: House, session: Session, clock: Clock
) -> None:
    who = patient(house, session)
    first, second = printed(house, session, who), printed(house, session, who)
    filled = house.today()
    clock.forward(days=3)
    later = returned(house, session, second, rated(house, session, second, 9))

    kept = returned(house, session, first, rated(house, session, first, 1), filled=filled)

    assert source(session.vault, kept.sitting) == ("paper", filled.isoformat())
    history = lists.history(session.vault, who, without="")
    assert [each.record.sitting.plan.sitting for each in history] == [kept.sitting, later.sitting]
    assert not any(flag.rule.startswith("change.") for flag in kept.flags)


def test_history_raises_its_flag_when_a_form_is_matched(
    house: House, session: Session, clock: Clock
) -> None:
    who = patient(house, session)
    before = printed(house, session, who)
    returned(house, session, before, rated(house, session, before, 1))
    clock.forward(days=20)
    now = printed(house, session, who)

    kept = returned(house, session, now, rated(house, session, now, 7))

    assert "change.dt.rating" in {flag.rule for flag in kept.flags}


def test_a_correction_is_a_further_entry_and_flags_stay(house: House, session: Session) -> None:
    who = patient(house, session)
    form = printed(house, session, who)
    kept = returned(house, session, form, rated(house, session, form, 8))
    wrong = once_more(house, session, kept.sitting)

    right = correct(
        house,
        session,
        kept.sitting,
        mark(go(wrong, "rating"), ("3",)),
        because="  an 8 was read\nwhere a 3 stands ",
    )

    found = lists.sitting(session.vault, kept.sitting)
    assert found is not None
    assert found.record.outcome.scored["dt"].scores["rating"].value == 3
    assert found.record.paper is not None
    assert found.record.paper.because == "an 8 was read where a 3 stands"
    assert "dt.rating.8" in {flag.rule for flag in right.flags}
    assert right.patient is not None
    assert lists.kinds_of(session.vault, kept.sitting).count("sitting.stopped") == 2
    page = summary_from(house, session.vault, kept.sitting)
    texts = [each.text for each in page.answered.lines]
    assert any("keyed once more: an 8 was read" in each for each in texts)


def test_a_correction_of_nobodys_form_leaves_it_nobodys(house: House, session: Session) -> None:
    form = printed(house, session)
    keying = rated(house, session, form, 8)
    kept = returned(house, session, form, keying, record_number="MRN-9")

    right = correct(house, session, kept.sitting, keying, because="looked again")

    assert right.patient is None
    assert right.why_not


def test_a_correction_says_why_and_is_of_a_form(house: House, session: Session) -> None:
    form = printed(house, session, patient(house, session))
    keying = rated(house, session, form, 8)
    kept = returned(house, session, form, keying)

    with pytest.raises(FormError, match="not said why"):
        correct(house, session, kept.sitting, keying, because=" ")
    with pytest.raises(FormError, match="not on paper"):
        once_more(house, session, "0" * 32)


def test_not_today_on_paper_is_kept_with_its_reason(house: House, session: Session) -> None:
    form = printed(house, session, patient(house, session))
    keying = filled_in(keyed(start(house, session, form), "not_today", "unwell"))

    kept = returned(house, session, form, keying)

    found = lists.sitting(session.vault, kept.sitting)
    assert found is not None
    assert found.record.sitting.stop is Stop.NOT_TODAY
    assert kept.flags == ()


def test_two_marks_are_missing_and_noted_on_the_page(house: House, session: Session) -> None:
    form = printed(house, session, patient(house, session))
    keying = blank_to(start(house, session, form), "hads.1")
    keying = filled_in(keyed(keying, *["1"] * 8, "?", *["1"] * 5))

    kept = returned(house, session, form, keying)

    page = summary_from(house, session.vault, kept.sitting)
    said = {each.label: each.text for each in page.answered.lines}
    assert said["Unclear"] == "marked twice or not to be read: HADS 9"
    assert "9" in said["Missing"]


def test_everything_follows_from_the_journal_once_more(house: House, session: Session) -> None:
    who = patient(house, session)
    out, back, blank = (printed(house, session, each) for each in (who, who, ""))
    returned(house, session, back, rated(house, session, back, 5))
    returned(house, session, blank, rated(house, session, blank, 5), record_number="MRN-9")
    before = session.vault.projections()

    session.vault.rebuild()

    assert session.vault.projections() == before
    assert [each.form for each in forms.out(session.vault)] == [out.form]


def test_erasing_a_patient_leaves_nothing_of_their_forms(house: House, session: Session) -> None:
    who = patient(house, session)
    own, blank, stays = (printed(house, session, each) for each in (who, "", ""))
    returned(house, session, own, rated(house, session, own, 5))
    returned(house, session, blank, rated(house, session, blank, 5), record_number=NUMBER)
    printed(house, session, who)

    erase(house, session, who, reason=REASON)

    vault = session.vault
    assert forms.of_patient(vault, who) == ()
    assert {each.form for each in forms.out(vault)} == {blank.form, stays.form}
    before = vault.projections()
    vault.rebuild()
    assert vault.projections() == before


def test_the_journal_says_who_printed_and_who_keyed(house: House, session: Session) -> None:
    form = printed(house, session)
    kept = returned(house, session, form, rated(house, session, form, 0), record_number="MRN-9")

    entries = [
        parsed(each.entry.payload)
        for subject in (form.form, kept.sitting)
        for each in lists.about(session.vault, subject)
        if each.entry.kind.startswith("form.")
    ]

    assert [each["by"] for each in entries] == [session.member.name] * 2
    assert entries[1]["sitting"] == kept.sitting


def test_a_form_called_away_from_cannot_go_on_at_the_kiosk(house: House, session: Session) -> None:
    who = patient(house, session)
    form = printed(house, session, who)
    keying = filled_in(keyed(start(house, session, form), "self", "5"), handed_in="called")

    kept = returned(house, session, form, keying)

    lists_of_today = today(house, session)
    assert [each.key for each in lists_of_today.finished] == [kept.sitting]
    assert lists_of_today.in_progress == ()
    (sat,) = (each.sat for each in lists_of_today.finished)
    assert sat is not None
    assert sat.is_paper
    assert prepare(house, session, patient=who).paused is None


def test_a_form_of_a_record_that_was_merged_is_the_other_ones(
    house: House, session: Session
) -> None:
    gone, stays = patient(house, session), patient(house, session, number="MRN-2")
    form = printed(house, session, gone)
    merge(house, session, patient=gone, into=stays)

    kept = returned(house, session, form, rated(house, session, form, 5))

    assert kept.patient is not None
    assert kept.patient.id == stays
    assert [each.form for each in forms.of_patient(session.vault, stays)] == [form.form]
    before = session.vault.projections()
    session.vault.rebuild()
    assert session.vault.projections() == before


def test_a_date_of_birth_that_was_misread_matches_when_it_is_put_right(
    house: House, session: Session
) -> None:
    form = printed(house, session, patient(house, session))
    keying = rated(house, session, form, 8)
    kept = returned(house, session, form, keying, born=date(1950, 3, 7))

    still = correct(house, session, kept.sitting, keying, because="looked again")
    right = correct(house, session, kept.sitting, keying, because="a 1 was read as a 7", born=BORN)
    later = correct(
        house, session, kept.sitting, keying, because="once more", born=date(1999, 9, 9)
    )

    assert still.patient is None
    assert right.patient is not None
    assert later.patient is not None
    found = lists.sitting(session.vault, kept.sitting)
    assert found is not None
    assert found.record.given.born == BORN
