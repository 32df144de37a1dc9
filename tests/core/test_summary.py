"""What the clinician's page says, decided without a PDF."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from distressapp.core.answers import DECLINED, Answers, Picked, Written
from distressapp.core.instrument import Band
from distressapp.core.sitting import Stop, Use, Who
from distressapp.core.summary import Identity, Measure, Past, Section, Summary
from distressapp.core.summary_words import DOT, SUICIDE, decimal, root, signed
from tests.core.sheets import (
    ALL,
    HISTORY,
    IDENTITY,
    INSTRUMENTS,
    ORDINARY_ANSWERS,
    ORDINARY_FLAGS,
    PARTICULARS,
    PLAN,
    flag,
    hads,
    ordinary,
    page,
    past,
    pss,
    rating,
    sitting,
)

CALM = hads(*[0] * 14)


def words(section: Section) -> list[str]:
    return [f"{line.label}|{line.text}" for line in section.lines]


def measure(summary: Summary, name: str) -> Measure:
    return {each.name: each for each in summary.measures}[name]


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


def test_points_already_given_are_told_without_a_score() -> None:
    broken = sitting(hads(3, 0, 3, 1, 3, 1, 1, 1, 1, 1, None, 0, None, 1))

    row = measure(page(broken), "HADS-A")

    assert row.state == "not scored: at least 11, 5 of 7 answered"
    assert row.value == "\N{EN DASH}"
    assert row.drawing is not None
    assert row.drawing.at_least == 11


def test_an_estimate_is_called_one() -> None:
    lenient = replace(PLAN, missing={"hads": "half"})
    answers = hads(1, 0, 2, 0, 2, 0, 1, 0, None, 0, 1, 0, 1, 0)

    row = measure(page(sitting(answers, plan=lenient)), "HADS-A")

    assert (row.value, row.state) == ("9.3", "estimated, 6 of 7 answered")
    assert row.band == "band 8\N{EN DASH}10"


def test_zero_blank_and_rather_not_say_are_three_things() -> None:
    zero = measure(page(sitting(rating(0))), "DT")
    blank = measure(page(sitting({})), "DT")
    declined = measure(page(sitting({"dt/rating": DECLINED})), "DT")
    unseen = measure(page(sitting({}, shown=("welcome",))), "DT")

    assert (zero.value, zero.state) == ("0", "")
    assert blank.state == "not answered"
    assert declined.state == "rather not say"
    assert (unseen.state, unseen.drawing) == ("not reached", None)


def test_a_scale_seen_and_left_blank_is_not_scored() -> None:
    row = measure(page(sitting({})), "PSS-10")

    assert row.state == "not scored, 0 of 10 answered"


def test_what_was_not_asked_says_why() -> None:
    plan = replace(
        PLAN,
        instruments=("dt",),
        held_back={"hads": date(2026, 11, 17)},
        not_offered={"pss10": "no permission is recorded", "phq9": "not installed"},
    )

    summary = page(sitting(rating(2), plan=plan))

    assert measure(summary, "HADS-D").state == "held back: last answered 17 Nov 2026"
    assert measure(summary, "PSS-10").state == "not offered: no permission is recorded"
    assert "Held back|HADS not asked: last answered 17 Nov 2026" in words(summary.answered)
    assert "Not offered|PSS-10: no permission is recorded; PHQ9: not installed" in words(
        summary.answered
    )


def test_an_instrument_outside_the_plan_was_not_asked() -> None:
    plan = replace(PLAN, instruments=("dt",))

    summary = page(sitting(rating(2), plan=plan))

    assert measure(summary, "PSS-10").state == "not asked"


def test_pss_has_norms_and_no_band() -> None:
    row = measure(ordinary(), "PSS-10")

    assert row.band.startswith("no band; US norms 2009: men 15.5 (SD 7.4), women 16.1 (SD 7.6)")
    assert row.cutoff == "no official cut-off"


def test_a_profile_the_instrument_lacks_gives_no_cut_off() -> None:
    other = replace(PLAN, profile="cancer_meta_analysis")

    row = measure(page(sitting(rating(5), plan=other)), "DT")

    assert row.cutoff == "no official cut-off"


def test_a_change_says_whether_it_exceeds_measurement_error() -> None:
    known = replace(PARTICULARS, history=HISTORY)
    worse = sitting(hads(3, 0, 3, 0, 3, 0, 2, 0, 2, 0, 1, 0, 1, 0))

    summary = page(worse, particulars=known)

    assert measure(summary, "HADS-A").change == (
        "+6 from 9 on 1 Oct 2026: more than measurement error (4.8)"
    )
    assert measure(summary, "HADS-D").change == (
        "\N{MINUS SIGN}7 from 7 on 1 Oct 2026: more than measurement error (4.9)"
    )


def test_a_trend_ends_today_and_keeps_its_length() -> None:
    many = tuple(past(date(2026, month, 1), month, 5, 4, 14) for month in range(1, 11))
    known = replace(PARTICULARS, history=many)

    row = measure(page(sitting(rating(6)), particulars=known), "DT")

    assert row.drawing is not None
    assert len(row.drawing.trend) == 6
    assert row.drawing.trend[-1].day == date(2026, 11, 22)
    assert row.drawing.trend[-1].value == 6


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        (past(date(2026, 10, 1), 4, 9, 7, 16, language="el"), "other language"),
        (past(date(2026, 10, 1), 4, 9, 7, 16, who=Who.HELPED), "not self-answered then"),
        (replace(HISTORY[0], versions={}), "other version"),
    ],
)
def test_scores_that_do_not_compare_are_not_compared(before: Past, reason: str) -> None:
    known = replace(PARTICULARS, history=(before,))

    row = measure(page(sitting(rating(9)), particulars=known), "DT")

    assert row.change.endswith(f"; not compared: {reason}")


def test_without_a_score_today_the_last_one_is_told() -> None:
    known = replace(PARTICULARS, history=HISTORY)

    row = measure(page(sitting({}), particulars=known), "DT")

    assert row.change == "last 4 on 1 Oct 2026"


def test_a_scale_without_a_figure_for_error_is_not_compared() -> None:
    dt = INSTRUMENTS["dt"]
    bare = replace(dt, scales=(replace(dt.scales[0], spread=None),))
    known = replace(PARTICULARS, history=HISTORY)

    row = measure(page(sitting(rating(9)), particulars=known, instruments={"dt": bare}), "DT")

    assert row.change.endswith("not compared: measurement error not known")
    assert row.drawing is not None
    assert row.drawing.noise is None


def test_a_patient_seen_for_the_first_time_has_no_trend() -> None:
    row = measure(ordinary(), "DT")

    assert row.change == "no earlier score"
    assert row.drawing is not None
    assert row.drawing.trend == ()


def test_a_history_without_that_score_draws_nothing() -> None:
    blank = replace(HISTORY[0], scores={})
    known = replace(PARTICULARS, history=(blank,))

    row = measure(page(sitting(rating(1)), particulars=known), "DT")

    assert row.change == "no earlier score"


def test_an_instrument_without_the_scale_has_no_row() -> None:
    dt = replace(INSTRUMENTS["dt"], scales=())

    summary = page(sitting({}), instruments={"dt": dt})

    assert [each.name for each in summary.measures] == ["HADS-A", "HADS-D", "PSS-10"]


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


def test_safety_at_home_is_never_named() -> None:
    marked = sitting(
        {
            "dt/practical": Picked(ids=("practical.safety",)),
            "help/practical.safety": Picked(ids=("talk_today",)),
        }
    )

    summary = page(marked, flag("need.practical.safety", Band.SOON, "ticked safety at home"))

    assert summary.flags[0].reasons == ("Speak privately",)
    assert words(summary.top) == ["1|speak privately"]
    assert "safety" not in repr(summary).lower()


def test_the_phone_number_is_on_the_social_workers_copy_only() -> None:
    asked = sitting(ORDINARY_ANSWERS)

    usual = page(asked)
    copy = page(asked, particulars=replace(PARTICULARS, for_social_worker=True))

    assert "0151 2345678" not in repr(usual)
    assert words(copy.help)[0] == "phone|0151 2345678, in the morning, leave no message"
    assert copy.copy == "Copy for social work"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"phone/may": DECLINED}, "phone|rather not say"),
        ({"phone/may": Picked(ids=("no",))}, "phone|may not phone"),
        (
            {"phone/may": Picked(ids=("yes",)), "phone/message": Picked(ids=("yes",))},
            "phone|may phone, may leave a message",
        ),
    ],
)
def test_the_phone_line_says_what_was_allowed(answers: Answers, said: str) -> None:
    summary = page(sitting(answers))

    assert said in words(summary.help)


def test_help_is_listed_by_what_matters_most_with_wishes_in_bold() -> None:
    summary = ordinary()

    assert words(summary.help)[:3] == [
        "money|talk today, leaflet",
        "worry|phone call",
        "sleep|not now: has help already",
    ]
    assert [line.is_strong for line in summary.help.lines[:3]] == [True, True, False]


def test_a_help_answer_to_a_concern_that_was_outranked_is_kept() -> None:
    answers = {**ORDINARY_ANSWERS, "help/emotional.fear": Picked(ids=("next_visit",))}

    summary = page(sitting(answers))

    assert words(summary.help)[-1] == "fear|talk at the next visit"
    assert summary.sentence.endswith("Wants to talk: today, by phone, at the next visit.")


@pytest.mark.parametrize(
    ("answers", "shown", "sentence"),
    [
        ({}, "nothing", "Was not asked about help."),
        ({}, "help", "Did not ask to talk."),
        ({"talk/again": Picked(ids=("yes",))}, "help", "Wants to talk."),
    ],
)
def test_the_doctor_reads_whether_a_talk_is_wished(
    answers: Answers,
    shown: str,
    sentence: str,
) -> None:
    given = sitting(answers, is_help_reached=shown == "help")

    assert page(given).sentence.endswith(sentence)


def test_help_for_anything_and_declined_help_are_told() -> None:
    anything = page(sitting({"help/any": Picked(ids=("leaflet",)), "talk/again": DECLINED}))
    declined = page(sitting({"help/any": DECLINED}))

    assert words(anything.help) == ["|leaflet", "asked again at the end|rather not say"]
    assert words(declined.help) == ["|rather not say"]


def test_help_that_was_seen_and_left_blank_differs_from_help_not_reached() -> None:
    seen = page(sitting({}))
    unseen = page(sitting({}, is_help_reached=False))

    assert words(seen.help) == ["|asked, not answered"]
    assert words(unseen.help) == ["|not asked: not reached"]


def test_nothing_ticked_is_nothing_marked_and_never_no() -> None:
    given = sitting(
        {
            "dt/physical": Picked(ids=("physical.none",)),
            "dt/emotional": DECLINED,
            "dt/social": Picked(ids=("social.other", "social.other_family")),
        },
        shown=("welcome", "concerns.physical", "concerns.emotional", "concerns.practical"),
    )

    summary = page(given)

    assert words(summary.concerns) == [
        "Physical|none of these",
        "Emotional|rather not say",
        "Social|other family, something else",
        "Practical|nothing marked",
        "Spiritual|not reached",
    ]


def test_what_matters_most_counts_only_when_it_was_chosen() -> None:
    several = {"dt/physical": Picked(ids=ALL[:5])}

    unchosen = page(sitting(several))
    other = page(sitting({"dt/social": Picked(ids=("social.other",))}))
    none = page(sitting({}))
    unseen = page(sitting({}, shown=()))

    assert words(unchosen.top) == ["|5 concerns, none put first"]
    assert words(other.top) == ["1|something else (social)"]
    assert words(none.top) == ["|no concern marked"]
    assert words(unseen.top) == ["|not reached"]


def test_missing_items_are_named_and_declined_ones_told_apart() -> None:
    answers = {
        **hads(None, *[0] * 13),
        "hads/1": DECLINED,
        **pss(0, None, *[0] * 8),
        "dt/rating": DECLINED,
    }

    summary = page(sitting(answers))

    assert (
        "Missing|rating (rather not say); HADS 1 (topic 1, rather not say); PSS-10 2 (topic 2)"
        in words(summary.answered)
    )


def test_items_without_a_label_are_missing_by_number() -> None:
    bare = replace(PARTICULARS, labels={})

    summary = page(sitting(hads(None, *[0] * 13)), particulars=bare)

    assert "Missing|rating; HADS 1; all of PSS-10" in words(summary.answered)


def test_a_patient_who_said_not_today_was_asked_nothing() -> None:
    reason = {"sitting/not_today.because": Picked(ids=("unwell",))}

    given = page(sitting(reason, stop=Stop.NOT_TODAY, shown=("welcome",)))
    silent = page(sitting({}, stop=Stop.NOT_TODAY, shown=("welcome",)))

    assert given.sentence == (
        "No flag by these rules. The patient said not today; nothing was asked."
    )
    assert "Complete|not today: feels unwell" in words(given.answered)
    assert "Complete|not today, no reason given" in words(silent.answered)


def test_who_answered_in_which_language_and_how_is_told() -> None:
    given = sitting({}, who=Who.INTERPRETER, language="xx", steppers_used=True)

    lines = words(page(given).answered)

    assert "Answered by|the patient, through a professional interpreter" in lines
    assert "Language|xx" in lines
    assert "Rating|moved with a little less / a little more" in lines


def test_own_words_are_verbatim_and_those_of_no_known_place_are_kept() -> None:
    text = "<b>tired</b> &amp; \u202egnorw"
    given = sitting(
        {
            "dt/physical.other": Written(text=text, language="en"),
            "later/note": Written(text="y", language="en"),
        },
    )

    summary = page(given)

    assert words(summary.own_words) == [f"Physical|{text}", "later/note|y"]


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


@pytest.mark.parametrize(
    ("value", "places", "printed"),
    [
        (Fraction(8), 1, "8"),
        (Fraction(28, 3), 1, "9.3"),
        (Fraction(21, 2), 1, "10.5"),
        (Fraction(1, 20), 1, "0.1"),
        (Fraction(-1, 30), 1, "0.0"),
        (Fraction(-5, 4), 1, "\N{MINUS SIGN}1.3"),
        (Fraction(-3), 1, "\N{MINUS SIGN}3"),
        (Fraction(473, 100), 2, "4.73"),
    ],
)
def test_figures_are_rounded_half_away_from_zero(
    value: Fraction, places: int, printed: str
) -> None:
    assert decimal(value, places=places) == printed


def test_a_rise_wears_its_sign() -> None:
    assert signed(Fraction(3)) == "+3"
    assert signed(Fraction(0)) == "0"


def test_a_root_is_never_above_the_true_one() -> None:
    found = root(Fraction(2))

    assert found**2 <= 2 < (found + Fraction(1, 10**6)) ** 2


def test_an_unnamed_identity_is_printed_as_it_is() -> None:
    nameless = Identity(name="", born=None, record_number="", is_confirmed=True)

    summary = page(sitting({}), particulars=replace(PARTICULARS, identity=nameless))

    assert [fact.label for fact in summary.heading.facts] == [
        "Born",
        "Date and time",
        "Ticket word",
    ]


def test_a_sum_of_scales_has_a_row_only_where_the_profile_cuts_it() -> None:
    old = INSTRUMENTS["hads"]
    total = replace(old.profiles[0].cutoffs[0], scale="total", at_least=15)
    cut = replace(old, profiles=(replace(old.profiles[0], cutoffs=(total,)),))

    summary = page(sitting({}), instruments={"hads": cut})

    assert "HADS total" in [each.name for each in summary.measures]
    assert "HADS total" not in [each.name for each in ordinary().measures]
