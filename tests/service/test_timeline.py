import json

import pytest

from distressapp.core.followup import FlagId
from distressapp.core.followup_steps import Step
from distressapp.core.hospital import NotMatchedError
from distressapp.core.instrument import Band
from distressapp.core.sitting import NowState, Stop
from distressapp.service import followups, hospital, prints
from distressapp.service.access import Session
from distressapp.service.house import House
from distressapp.service.matching import confirm
from distressapp.service.posting import NOBODY
from distressapp.service.takein import take_in
from distressapp.service.timeline import Sort, contacts_since, person, timeline
from distressapp.service.timeline_words import call_words, stop_words
from distressapp.service.trends import trends
from distressapp.service.views import viewed
from distressapp.vault.vault import Vault
from tests.clinics import BORN, NUMBER, Clock, closed, picked, rated, seated
from tests.service.patients import ANNA, BERTA, matched, patient_id, sat
from tests.service.teams import as_first


def titles(house: House, vault: Vault, subject: str) -> list[str]:
    return [each.title for each in timeline(house, vault, person(vault, subject))]


def test_a_patient_is_found_by_their_id_and_by_any_of_their_sittings(
    house: House, vault: Vault, clock: Clock
) -> None:
    first = matched(house, vault, value=2)
    clock.forward(days=40)
    second = matched(house, vault)

    found = person(vault, second)

    assert found == person(vault, patient_id(vault))
    assert found.known is not None
    assert (found.known.name, found.known.born, found.record_number) == (ANNA.name, BORN, NUMBER)
    assert [each.sitting for each in found.sittings] == [second, first]


def test_a_sitting_that_nobody_matched_stands_for_itself(house: House, vault: Vault) -> None:
    sitting = sat(house, vault)

    found = person(vault, sitting)

    assert (found.id, found.known, found.record_number) == (sitting, None, NUMBER)
    assert trends(house, vault, found) == ()


def test_an_id_that_nobody_has_is_nobody(house: House, vault: Vault) -> None:
    found = person(vault, NOBODY)

    assert (found.known, found.record_number, found.sittings) == (None, "", ())
    assert timeline(house, vault, found) == ()


def test_the_timeline_tells_the_newest_first_and_each_flag_below_its_sitting(
    house: House, session: Session, vault: Vault, clock: Clock
) -> None:
    sitting = matched(house, vault, value=9)
    clock.forward(days=1)
    viewed(house, session, patient_id(vault), what="patient")

    told = timeline(house, vault, person(vault, sitting))

    assert told[0].sort is Sort.VIEW
    sat_at = next(place for place, each in enumerate(told) if each.sort is Sort.SITTING)
    assert told[sat_at].title == f"Sitting {person(vault, sitting).sittings[0].ticket}: finished"
    assert told[sat_at].words.startswith("DT 9")
    assert (told[sat_at + 1].sort, told[sat_at + 1].band) == (Sort.FLAG, Band.SOON)
    assert [each.at for each in told] == sorted((each.at for each in told), reverse=True)


def test_another_patients_events_are_not_in_it(house: House, vault: Vault) -> None:
    matched(house, vault)
    other = matched(house, vault, BERTA)

    told = timeline(house, vault, person(vault, patient_id(vault)))

    assert other not in {each.sitting for each in told}


def test_pages_and_prints_are_told_with_their_copy(
    house: House, session: Session, vault: Vault
) -> None:
    sitting = matched(house, vault)

    prints.queue_page(house, session, sitting, copy="social work", printer="Ward")

    found = titles(house, vault, sitting)
    assert found[0] == "Page queued: copy for social work, Ward"
    assert "Page made: page for the clinician" in found


def test_every_end_and_every_call_has_words() -> None:
    told = [stop_words(each) for each in (*Stop, None)]
    told += [call_words(each) for each in NowState]

    assert all(told)


def test_the_trend_of_a_patient_has_a_point_for_each_sitting(
    house: House, vault: Vault, clock: Clock
) -> None:
    matched(house, vault, value=2)
    clock.forward(days=40)
    matched(house, vault, value=9)

    lines = trends(house, vault, person(vault, patient_id(vault)))

    (dt,) = [each for each in lines if each.id == "dt.rating"]
    assert [each.value for each in dt.points] == [2, 9]
    assert dt.points[1].is_more is True


def test_the_text_for_the_hospital_record_is_noted_and_names_the_patient_first(
    house: House, session: Session, vault: Vault
) -> None:
    sitting = matched(house, vault)

    text = hospital.text(house, session, sitting)

    assert text.startswith(f"{ANNA.name}, born 1 March 1950, record number {NUMBER}\n")
    (last,) = list(vault.entries(vault.writer))[-1:]
    assert (last.entry.kind, last.entry.subject) == ("page.made", sitting)
    assert json.loads(last.entry.payload)["copy"] == "hospital record"


def test_a_sitting_that_nobody_matched_has_no_text(
    house: House, session: Session, vault: Vault
) -> None:
    sitting = sat(house, vault)

    with pytest.raises(NotMatchedError):
        hospital.text(house, session, sitting)


def test_the_hospital_record_stays_open_until_somebody_ticks_it(
    house: House, session: Session, vault: Vault, clock: Clock
) -> None:
    sitting = matched(house, vault)
    clock.forward(minutes=5)
    before = hospital.recorded(house, vault, sitting)

    hospital.set_recorded(house, session, sitting)

    found = hospital.recorded(house, vault, sitting)
    assert before is None
    assert found is not None
    assert found.by == session.member.name
    assert found.at == house.local(clock())
    assert hospital.open_sittings(vault, [sitting]) == ()
    assert person(vault, sitting).sittings[0].is_recorded


def test_a_tick_can_be_taken_back_and_the_journal_keeps_both(
    house: House, session: Session, vault: Vault
) -> None:
    sitting = matched(house, vault)
    hospital.set_recorded(house, session, sitting)

    hospital.set_recorded(house, session, sitting, is_recorded=False)

    assert hospital.recorded(house, vault, sitting) is None
    found = titles(house, vault, sitting)
    assert found[:2] == ["Not in the hospital record after all", "In the hospital record"]


def test_the_tick_follows_from_the_journal(house: House, session: Session, vault: Vault) -> None:
    hospital.set_recorded(house, session, matched(house, vault))
    before = vault.projections()

    vault.rebuild()

    assert vault.projections() == before


def test_nothing_was_done_about_what_just_happened(house: House, vault: Vault) -> None:
    assert contacts_since(house, vault, matched(house, vault)) == ()
    assert contacts_since(house, vault, NOBODY) == ()


def test_what_staff_noted_is_told_and_stands_in_the_text_for_the_record(
    house: House, session: Session, vault: Vault, clock: Clock
) -> None:
    sitting = matched(house, vault)
    clock.forward(days=1)
    followups.note(house, session, patient_id(vault), Step.REACHED, words="Rings again")

    told = timeline(house, vault, person(vault, sitting))

    assert (told[0].sort, told[0].by) == (Sort.CONTACT, session.member.name)
    assert told[0].title.endswith("Rings again")
    since = "Since then:\n- 3 Mar 2026: Reached; Rings again (Administrator)"
    assert since in hospital.text(house, session, sitting)


def test_a_concern_of_staff_is_told_as_a_flag_by_its_author(
    house: House, session: Session, vault: Vault
) -> None:
    matched(house, vault)
    followups.observe(
        house, session, patient=patient_id(vault), words="Sat alone and wept", band=Band.SOON
    )

    told = timeline(house, vault, person(vault, patient_id(vault)))

    assert (told[0].sort, told[0].band) == (Sort.FLAG, Band.SOON)
    assert (told[0].title, told[0].by) == ("Sat alone and wept", session.member.name)
    assert "case." not in " ".join(each.title for each in told)


def test_a_flag_that_only_history_raised_stands_below_the_matching(
    house: House, vault: Vault, clock: Clock
) -> None:
    matched(house, vault, value=1)
    clock.forward(days=40)
    matched(house, vault, value=9)

    told = timeline(house, vault, person(vault, patient_id(vault)))

    place = next(at for at, each in enumerate(told) if each.title.startswith("Sitting matched"))
    assert told[place + 1].sort is Sort.FLAG
    assert "more than measurement error" in told[place + 1].title


def test_each_flag_says_what_became_of_it_and_who_said_so(
    house: House, session: Session, vault: Vault, clock: Clock
) -> None:
    sitting = matched(house, vault, value=9)
    followups.observe(
        house, session, patient=patient_id(vault), words="Cries in the corridor", band=Band.TALK
    )
    clock.forward(days=1)
    rule = next(
        each.rule
        for each in timeline(house, vault, person(vault, sitting))
        if each.band is Band.SOON and each.sitting == sitting
    )
    flag = FlagId(sitting=sitting, rule=rule)

    before = outcomes(house, vault)
    followups.note(house, session, sitting, Step.REACHED)
    followups.note(
        house, session, sitting, Step.DECLINED, reason="Has somebody to talk to", flags=(flag,)
    )

    after = outcomes(house, vault)
    assert set(before.values()) == {"open"}
    (changed,) = (each for each in after if after[each] != before[each])
    assert after[changed].startswith("Declined, Has somebody to talk to, ")
    assert after[changed].endswith(", 3 Mar 2026")
    assert after["Cries in the corridor"] == "open"


def outcomes(house: House, vault: Vault) -> dict[str, str]:
    told = timeline(house, vault, person(vault, patient_id(vault)))
    return {each.title: each.outcome for each in told if each.sort is Sort.FLAG}


def test_a_proxys_sitting_puts_no_score_on_the_patients_line(
    house: House, vault: Vault, clock: Clock
) -> None:
    first = matched(house, vault, value=2)
    clock.forward(days=40)
    running = seated(house)
    running.keep(rated(house, 9))
    running.keep(picked(house, "sitting/helper", "yes"))
    running.keep(picked(house, "sitting/who", "proxy"))
    closed(house, running)
    take_in(house, vault)
    confirm(house, as_first(vault), sitting=running.plan.sitting, patient=ANNA)

    whose = person(vault, patient_id(vault))

    (line,) = (each for each in trends(house, vault, whose) if each.id == "dt.rating")
    assert [each.sitting for each in line.points] == [first]
    assert whose.sittings[0].headline == "answered by somebody else: no scores"
    assert "DT 9" not in hospital.text(house, as_first(vault), running.plan.sitting)


def test_two_sittings_of_one_day_stand_in_the_order_in_which_they_stopped(
    house: House, vault: Vault, clock: Clock
) -> None:
    first = matched(house, vault, value=2)
    clock.forward(minutes=90)
    second = matched(house, vault, value=8)

    whose = person(vault, patient_id(vault))

    assert [each.sitting for each in whose.sittings] == [second, first]
    (line,) = (each for each in trends(house, vault, whose) if each.id == "dt.rating")
    assert [each.value for each in line.points] == [2, 8]
    assert line.points[1].change.startswith("+6 since 2 Mar 2026: more than")
