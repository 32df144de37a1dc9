"""Folders that the scenes begin with, and what is promised in them."""

from pathlib import Path

from tests.clinics import closed, made, opened, rated, seated
from tests.rigs.examine import Promise, Promises
from tests.rigs.older import downgrade
from tests.rigs.scenes import value_of
from tests.service.teams import ana, first


def empty(root: Path) -> Promises:
    """A new clinic."""
    made(root)
    return {}


def posted(root: Path) -> Promises:
    """Three sittings that ended, and one that a crash left."""
    house = opened(made(root))
    promises = {}
    for answers, is_closed in ((2, True), (1, True), (3, True), (2, False)):
        running = seated(house)
        for number in range(answers):
            running.keep(rated(house, value_of(number)))
        if is_closed:
            closed(house, running)
        promises[running.plan.sitting] = Promise(answers=answers, is_closed=is_closed)
    house.close()
    return promises


def older(root: Path) -> Promises:
    """The same, and the vault was last written by version 1."""
    promises = posted(root)
    downgrade(root)
    return promises


def staffed(root: Path) -> Promises:
    """The same, with two members of staff."""
    promises = posted(root)
    house = opened(root)
    session = first(house)
    ana(house, session)
    session.close()
    house.close()
    return promises
