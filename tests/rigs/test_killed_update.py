"""Power cut, as far as processes feel it, in the middle of an update: run again, it ends well.

Everything dies at once: the update, its children, and the system's own dpkg.
"""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from distressapp.bootstrap import open_house, sign_in
from distressapp.service.takein import take_in
from distressapp.service.updates import Site
from distressapp.vault.lists import all_sittings
from tests.clinics import PASSPHRASE
from tests.releases.debs import needs_dpkg
from tests.rigs.replay import drawing
from tests.rigs.rounds import rounds
from tests.rigs.trace import ROOT
from tests.rigs.updating import here
from tests.service.updating_scene import NO_GOOD, QUICK, Scene, computer, disturbed

DIES_TOGETHER: Final = ("unshare", "--pid", "--fork", "--kill-child")
MOST_TRIES: Final = 3
SLOWLY: Final = {"preinst": "sleep 0.1", "postinst": "sleep 0.1", "prerm": "sleep 0.1"}


def may_die_together() -> bool:
    tool = shutil.which(DIES_TOGETHER[0])
    return (
        tool is not None
        and subprocess.run([*DIES_TOGETHER, "true"], check=False, capture_output=True).returncode
        == 0
    )


pytestmark = [
    needs_dpkg,
    pytest.mark.skipif(not may_die_together(), reason="processes cannot be made to die together"),
]


def started(folder: Path, *words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [*DIES_TOGETHER, sys.executable, "-m", "tests.rigs.updating", str(folder), *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def killed(folder: Path, after_s: float, *words: str) -> str:
    """What an update had said when it died."""
    with started(folder, *words) as child:
        time.sleep(after_s)
        child.kill()
        said = child.communicate()[0]
    assert "Traceback" not in said, said
    return said


def ended(folder: Path, update: Path) -> str:
    """What was said by whoever ran it again until it ended."""
    said = ""
    for _ in range(MOST_TRIES):
        with started(folder, "install", str(update)) as child:
            said += child.communicate(timeout=120)[0]
        assert "Traceback" not in said, said
        if here(folder).store.read().change is None:
            return said
    raise AssertionError(said)


def version_of(site: Site) -> str:
    found = site.packages.installed()
    assert found is not None
    assert found.is_whole
    assert not site.packages.half_done()
    return str(found.version)


def faults(root: Path, *, last: str) -> Iterator[str]:
    """What is not as it should be in the clinic after an update that was killed."""
    house = open_house(root, room=None)
    session = sign_in(house, PASSPHRASE)
    try:
        take_in(house, session.vault)
        session.vault.verify()
        with session.vault.reading() as db:
            kinds = [row["kind"] for row in db.query("SELECT kind FROM journal ORDER BY at_ms")]
        if len(all_sittings(session.vault)) != 1:
            yield "a sitting is lost or there twice"
        if f"program.{last}" not in kinds:
            yield "the journal does not say how it ended"
    finally:
        session.close()
        house.close()
    for path in root.rglob("*"):
        if path.name.startswith((".making-", ".drill-")):
            yield f"{path.name} was left"


@pytest.mark.parametrize(
    ("program", "version", "last"),
    [(QUICK, "0.2.0", "updated"), (NO_GOOD, "0.1.0", "went_back")],
    ids=["a good version", "one that is no good"],
)
def test_an_update_killed_anywhere_ends_well_when_it_is_run_again(
    tmp_path: Path, program: str, version: str, last: str
) -> None:
    random = drawing()
    scene = computer(tmp_path / "first")
    update = scene.update(program=program, scripts=SLOWLY)

    for number in range(rounds(fast=3, full=100)):
        folder = tmp_path / f"round-{number}"
        shutil.copytree(scene.folder, folder, symlinks=True)
        for _ in range(random.randrange(1, 3)):
            killed(folder, random.uniform(0.2, 2.6), "install", str(update))
        said = ended(folder, update)

        site = here(folder)
        assert version_of(site) == version, said
        assert list(faults(site.folder.root, last=last)) == [], said
        assert [each.name for each in site.store.packages.iterdir() if "part" in each.name] == []
        shutil.rmtree(folder)


def test_going_back_killed_anywhere_ends_well_when_it_is_run_again(tmp_path: Path) -> None:
    random = drawing()
    scene: Scene = computer(tmp_path / "first")
    with disturbed():
        scene.updating().install(scene.update(scripts=SLOWLY))

    for number in range(rounds(fast=2, full=50)):
        folder = tmp_path / f"round-{number}"
        shutil.copytree(scene.folder, folder, symlinks=True)
        killed(folder, random.uniform(0.2, 1.6), "back")
        if here(folder).store.read().change is not None or version_of(here(folder)) == "0.2.0":
            with started(folder, "back") as child:
                said = child.communicate(timeout=120)[0]
            assert child.returncode == 0, said

        assert version_of(here(folder)) == "0.1.0"
        assert list(faults(here(folder).folder.root, last="went_back")) == []
        shutil.rmtree(folder)


def test_control_a_program_that_does_not_write_down_what_it_began_is_convicted(
    tmp_path: Path,
) -> None:
    scene = computer(tmp_path / "first")
    update = scene.update(program=NO_GOOD)
    with started(scene.folder, "install", str(update)) as child:
        assert child.stdout is not None
        for line in child.stdout:
            if line.startswith("Trying"):
                break
        child.kill()
    (scene.here.store.root / "updates.json").unlink()

    ended(scene.folder, update)

    assert version_of(scene.here) == "0.2.0"  # the one that is no good
    assert list(faults(scene.here.folder.root, last="went_back")) != []
