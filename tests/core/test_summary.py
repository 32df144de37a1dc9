"""What the clinician's page says, decided without a PDF."""

from dataclasses import replace

import pytest

from distressapp.core.answers import Written
from distressapp.core.instrument import Band
from distressapp.core.sitting import Stop, Use, Who
from distressapp.core.summary import Identity
from distressapp.core.summary_words import DOT, SUICIDE
from tests.core.sheets import (
    HISTORY,
    IDENTITY,
    ORDINARY_ANSWERS,
    ORDINARY_FLAGS,
    PARTICULARS,
    PLAN,
    hads,
    ordinary,
    page,
    rating,
    sitting,
)
from tests.core.structures import INSTRUMENTS

CALM = hads(*[0] * 14)


def test_a_page_without_flags_never_says_no_distress() -> None:
    quiet = sitting({**rating(0), **CALM})

    summary = page(quiet)

    assert summary.sentence.startswith("No flag by these rules.")
    assert "no distress" not in summary.sentence


def test_the_doctor_reads_the_most_urgent_reason_and_the_wish_first() -> None:
    summary = ordinary()

    assert summary.sentence == (
        "Soon: HADS-A 12, and 4 more flags. Wants to talk: today, by phone."
    )


def test_flags_stand_by_band_with_their_profile() -> None:
    summary = ordinary()

    assert [group.word for group in summary.flags] == ["SOON", "NEED", "TALK"]
    assert summary.flags[0].reasons[0] == "HADS-A 12 [classic/1]"
    assert summary.flags[0].target.startswith("a nurse speaks today")


def test_a_clinic_sets_its_own_time_to_first_contact() -> None:
    own = replace(PARTICULARS, targets={Band.SOON: "tomorrow"})

    summary = page(sitting({}), *ORDINARY_FLAGS, particulars=own)

    assert summary.flags[0].target == "tomorrow"


def test_without_confirmed_identity_neither_name_nor_history_is_printed() -> None:
    unsure = replace(PARTICULARS, identity=replace(IDENTITY, is_confirmed=False), history=HISTORY)

    summary = page(sitting(ORDINARY_ANSWERS), particulars=unsure)

    assert summary.heading.name == "Identity not confirmed; history not available"
    assert [fact.label for fact in summary.heading.facts] == [
        "Record number",
        "Date and time",
        "Ticket word",
    ]
    assert all(each.change == "" for each in summary.measures)
    assert "Maria" not in repr(summary)


def test_a_sitting_of_nobody_known_still_has_its_ticket_word() -> None:
    nobody = replace(PARTICULARS, identity=None)

    summary = page(sitting({}), particulars=nobody)

    assert [fact.text for fact in summary.heading.facts][-1] == "brass"
    assert len(summary.heading.facts) == 2


def test_a_birth_date_that_is_not_known_says_so() -> None:
    ageless = replace(PARTICULARS, identity=replace(IDENTITY, born=None))

    summary = page(sitting({}), particulars=ageless)

    assert summary.heading.facts[0].text == "not known"


def test_times_are_those_of_the_clinic() -> None:
    summary = ordinary()

    assert summary.heading.facts[2].text == "22 November 2026, 10:41"


@pytest.mark.parametrize("stop", [Stop.CALLED, Stop.IDLE, Stop.RESTART, Stop.CLOSING])
def test_what_broke_off_is_marked_unfinished(stop: Stop) -> None:
    summary = page(sitting({}, stop=stop))

    assert summary.heading.unfinished is not None
    assert summary.heading.unfinished.startswith("UNFINISHED: ")


@pytest.mark.parametrize("stop", [Stop.FINISHED, Stop.CHECKPOINT, Stop.NOT_TODAY, None])
def test_what_ended_as_the_patient_wished_is_not_unfinished(stop: Stop | None) -> None:
    summary = page(sitting({}, stop=stop))

    assert summary.heading.unfinished is None


def test_a_proxy_gives_no_scores_and_is_named_as_such() -> None:
    summary = page(sitting({"dt/emotional.other": Written(text="x", language="en")}, who=Who.PROXY))

    assert summary.measures == ()
    assert summary.receipt == ()
    assert summary.no_measures.startswith("No scores")
    assert "Someone else answered for the patient." in summary.sentence
    assert summary.own_words.title == "In someone else's own words, unread"


def test_the_page_says_that_nothing_asked_about_suicide() -> None:
    assert ordinary().suicide == SUICIDE


def test_an_instrument_that_asks_about_suicide_takes_the_sentence_away() -> None:
    asking = {**INSTRUMENTS, "hads": replace(INSTRUMENTS["hads"], asks_about_suicide=True)}

    summary = page(sitting({}), instruments=asking)

    assert summary.suicide is None


def test_rehearsal_is_written_across_and_clinical_use_is_not() -> None:
    rehearsal = page(sitting({}, plan=replace(PLAN, use=Use.REHEARSAL)))

    assert rehearsal.strip == "REHEARSAL \N{EN DASH} practice wording, not a patient"
    assert ordinary().strip is None


def test_the_foot_names_versions_rules_and_journal() -> None:
    summary = ordinary()

    assert summary.stamps == (
        "Instruments dt 1.0, hads 1.0, pss10 1.0",
        "Wording dt own en 1, hads practice en 1, pss10 practice en 1",
        f"Rules classic/1, missing answers strict{DOT}program 0.1.0{DOT}settings 9c41d2aa",
    )
    assert summary.journal == "Journal 123 \N{MIDDLE DOT} 4f2a9c1e77b0"
    assert summary.continues == "continues in the app, sitting brass / journal 123"


def test_a_page_without_stamps_says_that_it_is_in_no_journal() -> None:
    bare = replace(PARTICULARS, stamps=type(PARTICULARS.stamps)())

    summary = page(sitting({}), particulars=bare)

    assert summary.journal == "Journal: not yet entered"
    assert summary.continues == "continues in the app, sitting brass"
    assert len(summary.stamps) == 2


def test_the_title_of_the_document_names_nobody() -> None:
    assert ordinary().title == "Distress screening, sitting brass, 22 November 2026"


def test_the_same_sitting_gives_the_same_page() -> None:
    assert ordinary() == ordinary()


def test_an_unnamed_identity_is_printed_as_it_is() -> None:
    nameless = Identity(name="", born=None, record_number="", is_confirmed=True)

    summary = page(sitting({}), particulars=replace(PARTICULARS, identity=nameless))

    assert [fact.label for fact in summary.heading.facts] == [
        "Born",
        "Date and time",
        "Ticket word",
    ]
