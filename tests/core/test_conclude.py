"""A stop: scores and flags follow from what was kept and from nothing else."""

import pytest

from distressapp.core.answers import Chosen
from distressapp.core.conclude import conclude
from distressapp.core.errors import NotOnOfferError
from distressapp.core.results import State
from distressapp.core.sitting import Stop
from tests.core.shipped import HADS, INSTRUMENTS, by_index, rating, sitting


def test_every_instrument_of_the_plan_has_a_result_reached_or_not() -> None:
    outcome = conclude(sitting(rating(2), stop=Stop.CALLED), INSTRUMENTS)

    assert list(outcome.scored) == ["dt", "hads", "pss10"]
    assert outcome.scored["dt"].scores["rating"].state is State.FULL
    assert outcome.scored["hads"].scores["total"].answered == 0


def test_the_site_chooses_the_missing_answer_rule_of_each_instrument() -> None:
    answers = by_index(HADS, [2, 0, 1, 0, 1, 3, 1, 3, None, 3, 2, 0, 2, 0])

    strict = conclude(sitting(answers), INSTRUMENTS).scored["hads"]
    half = conclude(sitting(answers, missing={"hads": "half"}), INSTRUMENTS).scored["hads"]

    assert (strict.rule, strict.scores["anxiety"].state) == ("strict", State.NOT_SCORED)
    assert (half.rule, half.scores["anxiety"].state) == ("half", State.ESTIMATED)


def test_a_result_names_the_version_of_its_definition() -> None:
    outcome = conclude(sitting({}), INSTRUMENTS)

    assert outcome.scored["hads"].version == HADS.version


def test_an_answer_that_was_never_on_offer_is_not_scored_around() -> None:
    with pytest.raises(NotOnOfferError):
        conclude(sitting({"hads/1": Chosen(index=0, value=0)}), INSTRUMENTS)
