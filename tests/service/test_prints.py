import json
from dataclasses import replace

import pytest

from distressapp.core.errors import ExpectedError
from distressapp.core.own_answers import OwnAnswers
from distressapp.core.roles import Role
from distressapp.core.summary import Summary
from distressapp.printing.system import JobState, PrintError
from distressapp.service import prints
from distressapp.service.access import Session
from distressapp.service.erasure import erase
from distressapp.service.house import House
from distressapp.service.patient_export import export
from distressapp.settings import Printer
from distressapp.ui import words
from distressapp.vault.prints import Job, State, job, of_sitting
from distressapp.vault.vault import Vault
from tests.clinics import Clock
from tests.service.patients import REASON, colleague, matched, patient_id, sat
from tests.service.teams import as_first

OFFICE = Printer(name="Office", is_staff_only=True)


@pytest.fixture(autouse=True)
def printer(house: House) -> None:
    house.settings = replace(house.settings, printer=OFFICE)


def only(vault: Vault) -> Job:
    (found,) = prints.unprinted(vault)
    return found


def sent(house: House, session: Session, vault: Vault, request: str = "Office-1") -> Job:
    """A page that the print system has."""
    prints.queue_page(house, session, matched(house, vault))
    found = only(vault)
    prints.ready(house, session, found, words)
    prints.handed(house, session, found.job, request)
    return only(vault)


def test_a_page_that_is_asked_for_waits_and_is_not_printed(
    house: House, session: Session, vault: Vault
) -> None:
    sitting = matched(house, vault)

    job_id = prints.queue_page(house, session, sitting, has_receipt=True)

    found = only(vault)
    assert (found.job, found.sitting, found.state) == (job_id, sitting, State.QUEUED)
    assert (found.copy, found.printer, found.has_receipt) == ("clinician", "Office", True)
    assert prints.waiting(vault) == (found,)


def test_a_page_goes_from_the_queue_to_paper(house: House, session: Session, vault: Vault) -> None:
    prints.queue_page(house, session, matched(house, vault))
    waiting = only(vault)

    ready = prints.ready(house, session, waiting, words)
    on_its_way = only(vault).state
    prints.handed(house, session, waiting.job, "Office-12")
    asked = prints.requests(vault)
    settled = prints.settle(house, session, {"Office-12": JobState.DONE})

    assert isinstance(ready.document, Summary)
    assert on_its_way is State.SENT
    assert asked == ("Office-12",)
    assert (settled.jobs, settled.done) == (1, ("Office-12",))
    assert prints.unprinted(vault) == ()
    found = job(vault, waiting.job)
    assert found is not None
    assert found.state is State.DONE


def test_that_a_page_leaves_is_noted_before_it_does(
    house: House, session: Session, vault: Vault
) -> None:
    sitting = sat(house, vault)
    prints.queue_page(house, session, sitting, copy="social work")

    prints.ready(house, session, only(vault), words)

    assert [(row["sitting"], row["copy"]) for row in vault.projections()["page"]] == [
        (sitting, "social work")
    ]


def test_a_printer_that_takes_nothing_leaves_the_page_visible(
    house: House, session: Session, vault: Vault
) -> None:
    prints.queue_page(house, session, matched(house, vault))
    prints.ready(house, session, only(vault), words)

    prints.failed(house, session, only(vault).job, PrintError("It is off", advice="Switch it on."))

    assert (only(vault).state, only(vault).why) == (State.FAILED, "It is off")
    assert prints.waiting(vault) == ()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, "no longer knows"),
        ({"Office-1": JobState.ABORTED}, "gave the page up"),
        ({"Office-1": JobState.CANCELLED}, "called the page off"),
        ({"Office-1": JobState.STOPPED}, "stopped"),
    ],
)
def test_a_page_that_is_lost_in_mid_job_counts_as_not_printed(
    house: House, session: Session, vault: Vault, said: dict[str, JobState], why: str
) -> None:
    sent(house, session, vault)

    prints.settle(house, session, said)

    assert only(vault).state is State.FAILED
    assert why in only(vault).why


def test_a_printer_has_ten_minutes(
    house: House, session: Session, vault: Vault, clock: Clock
) -> None:
    sent(house, session, vault)
    said = {"Office-1": JobState.PRINTING}

    clock.forward(minutes=9)
    early = prints.settle(house, session, said)
    clock.forward(minutes=1)
    late = prints.settle(house, session, said)

    assert (early.jobs, late.jobs) == (0, 1)
    assert late.done == ()
    assert only(vault).state is State.FAILED


def test_a_printer_that_is_mended_may_print_what_counted_as_not_printed(
    house: House, session: Session, vault: Vault
) -> None:
    sent(house, session, vault)
    prints.settle(house, session, {"Office-1": JobState.STOPPED})

    prints.settle(house, session, {"Office-1": JobState.DONE})

    assert prints.unprinted(vault) == ()


def test_what_failed_is_sent_elsewhere_and_called_off_where_it_was(
    house: House, session: Session, vault: Vault
) -> None:
    job_id = sent(house, session, vault).job
    prints.settle(house, session, {"Office-1": JobState.STOPPED})

    request = prints.again(house, session, job_id, printer="Ward")

    assert request == "Office-1"
    assert (only(vault).state, only(vault).printer, only(vault).tries) == (State.QUEUED, "Ward", 2)
    assert prints.requests(vault) == ()


def test_what_a_crash_left_half_handed_over_is_said_and_not_sent_twice(
    house: House, session: Session, vault: Vault
) -> None:
    prints.queue_page(house, session, matched(house, vault))
    prints.ready(house, session, only(vault), words)

    in_hand = prints.forsake(house, session, in_hand=frozenset({only(vault).job}))
    after = prints.forsake(house, session, in_hand=frozenset())

    assert (in_hand, after) == (0, 1)
    assert only(vault).state is State.FAILED
    assert "look at the printer" in only(vault).why


def test_a_page_that_is_called_off_is_owed_no_more(
    house: House, session: Session, vault: Vault
) -> None:
    job_id = sent(house, session, vault).job

    request = prints.call_off(house, session, job_id)

    assert request == "Office-1"
    assert prints.unprinted(vault) == ()
    with pytest.raises(ExpectedError, match="no longer waiting"):
        prints.again(house, session, job_id)


def test_a_page_that_is_just_being_handed_over_is_left_alone(
    house: House, session: Session, vault: Vault
) -> None:
    job_id = prints.queue_page(house, session, matched(house, vault))
    prints.ready(house, session, only(vault), words)

    with pytest.raises(ExpectedError, match="just being handed"):
        prints.again(house, session, job_id)

    assert only(vault).state is State.SENT


def test_a_page_that_cannot_be_made_is_not_printed_and_says_why(
    house: House, session: Session, vault: Vault
) -> None:
    job_id = prints.queue_page(house, session, matched(house, vault))

    prints.give_up(house, session, job_id, ExpectedError("No such thing", advice="None."))

    assert (only(vault).state, only(vault).why) == (State.FAILED, "No such thing")


def test_a_page_in_the_hand_is_printed_whatever_the_system_says(
    house: House, session: Session, vault: Vault
) -> None:
    job_id = sent(house, session, vault).job

    prints.found_on_paper(house, session, job_id)

    assert prints.unprinted(vault) == ()


def test_news_of_a_page_that_was_called_off_meanwhile_changes_nothing(
    house: House, session: Session, vault: Vault
) -> None:
    job_id = sent(house, session, vault).job
    prints.call_off(house, session, job_id)

    prints.handed(house, session, job_id, "Office-9")
    prints.failed(house, session, job_id, PrintError("Off", advice="On."))

    found = job(vault, job_id)
    assert found is not None
    assert found.state is State.CANCELLED


def test_without_a_printer_nothing_is_queued_and_a_person_is_told(
    house: House, session: Session, vault: Vault
) -> None:
    house.settings = replace(house.settings, printer=None)
    sitting = matched(house, vault)

    with pytest.raises(ExpectedError, match="No printer is set up"):
        prints.queue_page(house, session, sitting)

    assert prints.unprinted(vault) == ()
    assert prints.queue_page(house, session, sitting, printer="Ward")


def test_nothing_prints_by_itself_unless_the_clinic_says_so(
    house: House, session: Session, vault: Vault
) -> None:
    sat(house, vault)

    found = prints.queue_ended(house, session)

    assert found == ()


def test_a_printer_that_anybody_reaches_prints_nothing_by_itself(
    house: House, session: Session, vault: Vault
) -> None:
    anywhere = replace(OFFICE, is_staff_only=False)
    house.settings = replace(house.settings, printer=anywhere, is_printed_at_end=True)
    sat(house, vault)

    found = prints.queue_ended(house, session)

    assert found == ()


def test_each_sitting_of_today_is_printed_by_itself_once(
    house: House, session: Session, vault: Vault, clock: Clock
) -> None:
    sat(house, vault)
    clock.forward(days=1)
    house.settings = replace(house.settings, is_printed_at_end=True)
    today = sat(house, vault)

    first = prints.queue_ended(house, session)
    second = prints.queue_ended(house, session)

    assert len(first) == 1
    assert second == ()
    assert only(vault).sitting == today


def test_the_patients_copy_is_queued_as_theirs_and_has_no_receipt(
    house: House, session: Session, vault: Vault
) -> None:
    prints.queue_page(house, session, matched(house, vault), copy="patient", has_receipt=True)

    ready = prints.ready(house, session, only(vault), words)

    assert isinstance(ready.document, OwnAnswers)
    assert not ready.has_receipt
    assert "Your scores" not in [part.title for part in ready.document.parts]


def test_scores_go_home_only_where_the_clinic_allows_it_and_after_a_conversation(
    house: House, session: Session, vault: Vault
) -> None:
    sitting = matched(house, vault)
    wanted = "patient, with scores"

    with pytest.raises(ExpectedError, match="does not give"):
        prints.queue_page(house, session, sitting, copy=wanted, has_talked=True)
    house.settings = replace(house.settings, take_home="scores")
    with pytest.raises(ExpectedError, match="after a conversation"):
        prints.queue_page(house, session, sitting, copy=wanted)
    prints.queue_page(house, session, sitting, copy=wanted, has_talked=True)

    ready = prints.ready(house, session, only(vault), words)
    assert isinstance(ready.document, OwnAnswers)
    assert [part.title for part in ready.document.parts][-1] == "Your scores"
    (last,) = [each for each in vault.entries(vault.writer) if each.entry.kind == "print.queued"]
    assert json.loads(last.entry.payload)["talked"] is True


def test_nothing_goes_home_where_the_clinic_says_nothing(
    house: House, session: Session, vault: Vault
) -> None:
    house.settings = replace(house.settings, take_home="nothing")

    with pytest.raises(ExpectedError, match="does not give"):
        prints.queue_page(house, session, matched(house, vault), copy="patient")


def test_the_queue_follows_from_the_journal(house: House, session: Session, vault: Vault) -> None:
    job_id = sent(house, session, vault).job
    prints.settle(house, session, {"Office-1": JobState.STOPPED})
    prints.again(house, session, job_id)
    before = vault.projections()

    vault.rebuild()

    assert vault.projections() == before
    assert before["print"]


def test_an_erased_patient_leaves_no_page_in_the_queue(
    house: House, session: Session, vault: Vault
) -> None:
    sent(house, session, vault)

    erase(house, session, patient_id(vault), reason=REASON)

    assert prints.unprinted(vault) == ()
    assert vault.projections()["print"] == []
    assert vault.verify()


def test_an_export_tells_of_each_page_that_was_asked_for(
    house: House, session: Session, vault: Vault, tmp_path_factory: pytest.TempPathFactory
) -> None:
    sent(house, session, vault)

    done = export(house, session, patient_id(vault), into=tmp_path_factory.mktemp("out"))

    (sitting,) = json.loads(done.record.read_text())["sittings"]
    assert [each["kind"] for each in sitting["prints"]] == [
        "print.queued",
        "print.sent",
        "print.sent",
    ]


def test_the_pages_of_a_sitting_are_found(house: House, session: Session, vault: Vault) -> None:
    found = sent(house, session, vault)

    assert of_sitting(vault, found.sitting) == (found,)


def test_a_manager_may_print_and_is_named(house: House, session: Session, vault: Vault) -> None:
    sitting = matched(house, vault)
    manager = colleague(house, session, Role.MANAGER)

    prints.queue_page(house, manager, sitting)

    assert only(vault).by == "The manager"
    manager.close()


def test_a_nurse_of_another_session_prints_what_somebody_else_queued(
    house: House, session: Session, vault: Vault
) -> None:
    prints.queue_page(house, as_first(vault), matched(house, vault))

    ready = prints.ready(house, session, only(vault), words)

    assert ready.printer == "Office"
