"""A sitting in a language in which something has no words, and permissions that come and go."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from distressapp.core.interview import Interview
from distressapp.core.sitting import Sitting, Stop, Use
from distressapp.service.access import Session
from distressapp.service.admissions import admit, planned
from distressapp.service.house import House
from distressapp.service.packs import install
from distressapp.service.pauses import pause, resume
from distressapp.service.published import look_again
from distressapp.service.reports import nameless
from distressapp.service.sittings import Running
from distressapp.service.takein import take_in
from distressapp.vault import lists
from distressapp.vault.vault import Vault
from tests.clinics import BORN, NUMBER, Clock, made, opened, picked, rated, seated, settings, told
from tests.service.teams import first
from tests.service.test_packs import PERMISSION, pack
from tests.service.test_readiness import speaking
from tests.service.test_takein import power_cut

WORDED = ("dt.en", "hads.en", "pss10.en", "dt.el", "pss10.el")


def in_greek(house: House) -> Running:
    """A patient who chose Greek, in which HADS has no words, and gave the rating."""
    running = seated(speaking(house, *WORDED))
    running.keep(picked(house, "sitting/language", "el"))
    running.keep(rated(house, 3))
    return running


def finished(running: Running) -> Sitting:
    """As the screen knows it at the end."""
    return replace(told(running, Stop.FINISHED), is_help_reached=True, shown=("rating", "pss10.1"))


def test_what_was_not_offered_is_recorded_so_and_raises_nothing(house: House) -> None:
    running = in_greek(house)

    outcome = running.close(finished(running))

    assert running.closed is not None
    found = running.closed.record
    assert found.sitting.language == "el"
    assert found.sitting.plan.not_offered == {"hads": "no words in Greek"}
    assert set(outcome.scored) == {"dt", "pss10"}
    assert not [flag for flag in outcome.flags if "hads" in flag.rule]
    assert set(found.stamped.wordings) == {"dt", "pss10"}


def test_the_page_says_what_was_not_offered_and_in_which_language(house: House) -> None:
    running = in_greek(house)
    running.close(finished(running))
    assert running.closed is not None

    page = nameless(house, running.closed)

    lines = {line.label: line.text for line in page.answered.lines}
    assert lines["Not offered"] == "HADS: no words in Greek"
    assert lines["Language"] == "Greek"


def test_a_sitting_that_goes_on_can_still_be_turned_to_the_other_language(house: House) -> None:
    running = in_greek(house)
    pause(house, running, replace(finished(running), stop=Stop.CALLED), at="pss10.1")

    found = resume(house, record_number=NUMBER, born=BORN).sitting

    assert found.plan.instruments == ("dt", "hads", "pss10")
    interview = Interview(
        plan=found.plan,
        instruments=house.instruments,
        languages=("en", "el"),
        answers=found.answers,
    )
    assert "bridge.hads" not in [step.id for step in interview.course]


def test_what_a_cut_of_the_power_left_is_taken_in_with_its_own_language(
    house: House, vault: Vault, clock: Clock
) -> None:
    running = in_greek(house)
    again = speaking(power_cut(house, clock), *WORDED)

    take_in(again, vault)

    found = lists.sitting(vault, running.plan.sitting)
    assert found is not None
    assert found.record.sitting.plan.instruments == ("dt", "pss10")
    assert set(found.record.stamped.wordings) == {"dt", "pss10"}
    again.close()


def test_a_plan_says_which_language_asks_less(house: House) -> None:
    speaking(house, *WORDED)

    plan = admit(house, record_number=NUMBER)

    assert plan.instruments == ("dt", "hads", "pss10")
    assert plan.unworded == {"el": ("hads",)}


def clinical(tmp_path: Path, clock: Clock, until: date | None) -> tuple[House, Session]:
    """A clinic with the owner's words until that day."""
    wanted = replace(settings(Use.CLINICAL), instruments=("dt", "hads"))
    house = opened(made(tmp_path / "clinical", wanted, clock), clock)
    session = first(house)
    install(house, session, pack(tmp_path), replace(PERMISSION, until=until))
    return house, session


def test_a_sitting_under_way_when_a_permission_ends_is_finished(
    tmp_path: Path, clock: Clock
) -> None:
    house, session = clinical(tmp_path, clock, clock().date())
    plan = planned(house, last={})
    running = Running.open(house, plan, NUMBER, BORN)

    clock.forward(hours=20)
    look_again(house)
    outcome = running.close(finished(running))

    assert set(outcome.scored) == {"dt", "hads"}
    assert running.closed is not None
    stamp = running.closed.record.stamped.wordings["hads"]
    assert stamp == f"licensed en 1 {house.settings.packs['hads.en']}"
    session.close()
    house.close()


def test_the_vault_keeps_the_very_words_of_a_pack(
    house: House, session: Session, tmp_path: Path
) -> None:
    path = pack(tmp_path)
    found = install(house, session, path, PERMISSION)

    take_in(house, session.vault)

    rows = session.vault.database.table("used").rows
    (kept,) = [row["content"] for row in rows if row["sha256"] == found.sha256]
    assert kept == path.read_text(encoding="utf-8")
