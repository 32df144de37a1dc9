"""A form holds what the kiosk asks, in its words, and each box the key that keys it in."""

from distressapp.core.course import Step
from distressapp.core.form_questions import Asks, Question, marks, questions
from distressapp.core.interview import Interview
from distressapp.core.paper_value import FormQuestion, Layout
from distressapp.core.sitting import Use
from distressapp.ui import words
from tests.core.copies import WORDINGS
from tests.core.forms import form
from tests.core.keyed import plan
from tests.core.shipped import DT, HADS, INSTRUMENTS, PSS


def asked(*instruments: str) -> tuple[FormQuestion, ...]:
    return tuple(each for part in form(*instruments).parts for each in part.questions)


def by_id(*instruments: str) -> dict[str, Question]:
    interview = Interview(plan=plan(*instruments), instruments=INSTRUMENTS)
    return {each.id: each for each in questions(interview)}


def test_each_item_stands_in_its_own_words_with_the_keys_that_key_it_in() -> None:
    found = {each.title: each for each in asked()}
    known = by_id()

    for instrument in (HADS, PSS):
        wording = WORDINGS[instrument.id]
        for item in instrument.items:
            one = found[f"{item.id}. {wording.items[item.id]}"]
            assert tuple(each.text for each in one.boxes) == wording.options[item.id]
            keys = tuple(each.mark for each in one.boxes)
            assert keys == marks(known[f"{instrument.id}.{item.id}"])
            assert one.decline == "I'd rather not say"


def test_the_list_has_every_concern_and_a_letter_for_each() -> None:
    found = {each.title: each for each in asked("dt")}
    wording = WORDINGS["dt"]

    for domain in DT.domains:
        one = found[wording.labels[f"domain.{domain.id}"]]
        texts = [each.text for each in one.boxes]
        for item in domain.items:
            is_safety = item == "practical.safety"
            assert ("Speak privately" if is_safety else wording.items[item]) in texts
        keys = tuple(each.mark for each in one.boxes)
        assert keys == marks(by_id("dt")[f"concerns.{domain.id}"])
        assert keys[0] == "a"
        assert one.has_line_beside_last


def test_the_rating_goes_by_its_own_numbers() -> None:
    (rating,) = [each for each in asked("dt") if each.layout is Layout.THERMOMETER]

    assert [each.mark for each in rating.boxes] == [str(number) for number in range(11)]
    assert (rating.low, rating.high) == (
        WORDINGS["dt"].labels["low"],
        WORDINGS["dt"].labels["high"],
    )


def test_who_filled_it_in_and_not_today_are_keyed_as_they_are_printed() -> None:
    first = asked("dt")[2]
    question = by_id("dt")["first"]

    assert tuple(each.mark for each in first.boxes) == marks(question)
    assert question.offered[-1] == "not_today"
    assert first.boxes[-1].text.startswith("Not today")


def test_only_what_the_patient_would_be_asked_stands_on_the_form() -> None:
    short = form("dt")
    longer = form("dt", "pss10")

    assert not any(part.before for part in short.parts)
    assert [part.title for part in short.parts if part.title] == ["Rating", "List", "Help"]
    (leading,) = [part for part in longer.parts if part.before]
    assert "last month" in leading.title
    assert words.page(_checkpoint(), WORDINGS).lead in leading.before[0]
    assert len(asked("dt", "pss10")) == len(asked("dt")) + len(PSS.items) + 1


def test_a_form_without_the_list_asks_no_help() -> None:
    assert [part.title for part in form("hads").parts][:2] == [
        "",
        "Next questions: the past week, today included.",
    ]


def test_who_answers_for_the_patient_is_told_what_to_leave_out() -> None:
    (whole,) = [each for each in asked() if each.boxes and each.boxes[-1].text[:9] == "Not today"]
    (scales,) = [
        each for each in asked("hads") if each.boxes and each.boxes[-1].text[:9] == "Not today"
    ]

    assert "“List” and “Help”" in whole.lead
    assert scales.lead == ""


def test_options_that_differ_stand_one_under_another() -> None:
    layouts = {each.title: each.layout for each in asked()}

    assert layouts[f"1. {WORDINGS['hads'].items['1']}"] is Layout.ROWS
    assert layouts[f"1. {WORDINGS['pss10'].items['1']}"] is Layout.FLOW_OR_ROWS


def test_nothing_on_paper_says_tap() -> None:
    texts = [
        text
        for part in form().parts
        for one in part.questions
        for text in (*part.leads, one.title, one.lead, *(each.text for each in one.boxes))
    ]

    assert not [each for each in texts if "tap" in each.lower().split()]


def test_staff_write_the_number_only_on_a_form_that_is_nobodys() -> None:
    assert form().staff == ()
    assert "record number" in form(is_blank=True).staff[0]


def test_the_local_numbers_stand_on_every_page_where_the_clinic_has_some() -> None:
    assert "closed" not in form().foot
    assert "0800 1" in form(local_numbers=("Line 0800 1",)).foot


def test_only_a_rehearsal_is_marked_as_one() -> None:
    assert form(use=Use.CLINICAL).strip is None
    assert "REHEARSAL" in str(form().strip)


def test_what_comes_after_the_last_letter_has_no_key() -> None:
    many = Question(id="top", asks=Asks.RANKED, offered=tuple(str(n) for n in range(30)))

    keys = marks(many)

    assert keys[0] == "a"
    assert keys[25] == "z"
    assert keys[26:] == ("", "", "", "")


def _checkpoint() -> Step:
    interview = Interview(plan=plan("dt", "pss10"), instruments=INSTRUMENTS)
    return next(each for each in interview.course if each.id == "checkpoint")
