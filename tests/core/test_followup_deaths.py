"""The ledger after a death: everything stops, a second person confirms, and it is reversible."""

from distressapp.core.followup import (
    DIED,
    Accepted,
    Death,
    DeathWord,
    Event,
    FlagId,
    Ledger,
    Mourning,
)
from distressapp.core.followup_fold import fold
from distressapp.core.followup_steps import Step
from tests.core.ledgers import FOOD, MOOD, minutes, noted, raised, staff


def outcomes(ledger: Ledger) -> dict[FlagId, str]:
    return {each.flag: each.outcome for case in ledger.cases for each in case.flags}


def death(what: DeathWord, *, at: int, by: str = "Ines") -> Event:
    return staff(Death(what=what), at=at, by=by)


def test_a_death_stops_everything_at_once_and_can_be_reversed() -> None:
    told = [raised(), death(DeathWord.REPORTED, at=2)]

    dead = fold(told)
    alive = fold([*told, death(DeathWord.REVERSED, at=3)])

    assert outcomes(dead) == {MOOD: DIED}
    assert dead.cases[0].reason == DIED
    assert (dead.mourning, dead.died_ms, dead.reported_by) == (
        Mourning.UNCONFIRMED,
        minutes(2),
        "ines",
    )
    assert alive == fold([raised()])


def test_a_second_person_confirms_a_death_and_one_task_is_left() -> None:
    told = [raised(), death(DeathWord.REPORTED, at=2)]
    mourned = noted(Step.BEREAVED, at=5)

    same = fold([*told, death(DeathWord.CONFIRMED, at=3)])
    other = fold([*told, death(DeathWord.CONFIRMED, at=3, by="Omar")])
    done = fold([*told, death(DeathWord.CONFIRMED, at=3, by="Omar"), mourned])

    assert same.mourning is Mourning.UNCONFIRMED
    assert (other.mourning, other.confirmed_ms) == (Mourning.OWED, minutes(3))
    assert (done.mourning, done.mourned_ms) == (Mourning.DONE, minutes(5))


def test_a_death_reported_twice_keeps_its_first_time() -> None:
    ledger = fold([death(DeathWord.REPORTED, at=2), death(DeathWord.REPORTED, at=9, by="Omar")])

    assert (ledger.died_ms, ledger.reported_by) == (minutes(2), "ines")


def test_mourning_needs_a_death() -> None:
    assert fold([noted(Step.BEREAVED, at=1)]) == Ledger()


def test_who_answers_after_their_death_was_reported_is_still_owed() -> None:
    ledger = fold([raised(), death(DeathWord.REPORTED, at=2), raised(FOOD, at=5)])

    assert outcomes(ledger) == {MOOD: DIED, FOOD: ""}


def test_a_flag_that_was_known_when_a_death_was_reported_rests_whatever_its_clock_said() -> None:
    told = Death(what=DeathWord.REPORTED, flags=(FOOD,))

    assert outcomes(fold([raised(FOOD, at=90), staff(told, at=2)])) == {FOOD: DIED}


def test_who_took_a_case_has_it_although_its_kiosk_was_ahead_of_its_time() -> None:
    case = fold([raised(at=90), staff(Accepted(flags=(MOOD,)), at=2)]).open_case

    assert case is not None
    assert case.owner_name == "Ines"


def test_what_was_settled_before_a_death_keeps_its_outcome() -> None:
    ledger = fold([raised(), noted(Step.NEED_MET, at=1), death(DeathWord.REPORTED, at=2)])

    assert outcomes(ledger) == {MOOD: "need_met"}
    assert ledger.cases[0].reason == "need_met"
