"""Every point at which a recorded run could have been cut short by the power."""

from itertools import islice
from pathlib import Path
from typing import Final

import pytest

from tests.rigs.clinics import empty, older, posted, staffed
from tests.rigs.disk import Create, Disk, Fate, Rename, Resize, Sync, Write
from tests.rigs.examine import Promises, faults
from tests.rigs.older import members_kept
from tests.rigs.replay import Scene, convictions, drawing, recorded
from tests.rigs.rounds import rounds
from tests.rigs.trace import HAS_STRACE, NO_STRACE

pytestmark = [
    pytest.mark.skipif(not HAS_STRACE, reason=NO_STRACE),
    pytest.mark.usefixtures("read_once"),
]


def with_the_members(root: Path, promises: Promises) -> tuple[str, ...]:
    with members_kept():
        return faults(root, promises)


SCENES: Final = (
    Scene(name="answering", fast=200, prepare=empty),
    Scene(name="taking", fast=150, prepare=posted),
    Scene(name="migrating", fast=60, prepare=older, look=with_the_members),
    Scene(name="leaving", fast=90, prepare=staffed),
)
ANSWERING, TAKING, *_ = SCENES


@pytest.mark.parametrize("scene", SCENES, ids=lambda each: each.name)
def test_no_power_cut_loses_what_a_person_was_told_is_kept(scene: Scene, quick: Path) -> None:
    run = recorded(scene, quick)

    found = convictions(run, quick, states=rounds(fast=scene.fast, full=10 * scene.fast))

    assert list(islice(found, 5)) == []


@pytest.mark.parametrize(
    ("scene", "spoilt"),
    [(ANSWERING, "normal"), (ANSWERING, "delete"), (ANSWERING, "early"), (TAKING, "careless")],
    ids=lambda each: each if isinstance(each, str) else each.name,
)
def test_control_a_program_that_does_not_wait_for_the_disk_is_convicted(
    scene: Scene, spoilt: str, quick: Path
) -> None:
    run = recorded(scene, quick, spoilt=spoilt)

    found = convictions(run, quick, states=500)

    assert next(found, None) is not None


def test_what_was_synced_is_there_whatever_happens() -> None:
    disk = Disk({"a": b"old"})
    for each in (Write(name="a", at=0, content=b"new"), Sync(name="a"), Resize(name="a", size=1)):
        disk.apply(each)

    found = {fate: disk.cut(fate, drawing())["a"] for fate in (Fate.LOST, Fate.THERE)}

    assert found == {Fate.LOST: b"new", Fate.THERE: b"n"}


def test_a_name_is_certain_when_its_folder_is_synced() -> None:
    disk = Disk({"a": b"old"})
    for each in (
        Create(name="a.new"),
        Write(name="a.new", at=0, content=b"whole"),
        Sync(name="a.new"),
        Rename(name="a.new", new="a"),
    ):
        disk.apply(each)

    before = disk.cut(Fate.LOST, drawing())
    disk.apply(Sync(name="."))

    assert before == {"a": b"old"}
    assert disk.cut(Fate.LOST, drawing()) == {"a": b"whole"}


def test_a_write_that_was_not_synced_may_be_torn() -> None:
    disk = Disk({"a": bytes(4096)})
    disk.apply(Write(name="a", at=0, content=b"x" * 4096))

    found = {disk.cut(Fate.LAST_TORN, drawing(seed))["a"] for seed in range(50)}

    assert len(found) > 2
