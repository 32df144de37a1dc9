"""SIGKILL before and after every rename of a restore: the next start has everything."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from distressapp.bootstrap import sign_in
from distressapp.service.backups import make_backup
from distressapp.service.takein import take_in
from tests.clinics import PASSPHRASE, Clock, made, opened
from tests.house.project import ROOT
from tests.rigs.rounds import is_full
from tests.service.spoiling import sat


def killed(root: Path, clock: Clock, mode: str) -> tuple[list[dict[str, Any]], list[str]]:
    """What was found after each kill, and the sittings there were: in the backup, and since."""
    clinic = made(root / "clinic", clock=clock)
    house = opened(clinic, clock)
    session = sign_in(house, PASSPHRASE)
    sittings = [sat(house, 9)]
    backup = make_backup(house, session).path.name
    sittings.append(sat(house, 4))
    take_in(house, session.vault)
    sittings.append(sat(house, 1))
    session.close()
    house.close()
    (root / "kills").mkdir()
    step = "1" if is_full() and mode == "whole" else "3"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.service.restoring_killed"),
            *(str(clinic), str(root / "kills"), backup, step, mode),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()], sorted(sittings)


def test_a_restore_that_is_killed_anywhere_is_whole_at_the_next_start(
    tmp_path: Path, clock: Clock
) -> None:
    found, sittings = killed(tmp_path, clock, "whole")

    assert len(found) > 8
    assert [each["code"] for each in found] == [-signal.SIGKILL] * (len(found) - 1) + [0]
    assert [each.get("sittings") for each in found] == [sittings] * len(found)
    assert {(each["mismatches"], each["set_aside"]) for each in found} == {(0, 0)}
    # Before the plan stands the old vault is where it was; afterwards it lies in quarantine.
    counts = [each["vaults"] for each in found]
    assert counts == sorted(counts)
    assert {counts[0], counts[-1]} == {1, 2}
    assert not found[-1]["is_left"]


def test_a_restore_that_is_killed_control_a_lost_plan_is_found_out(
    tmp_path: Path, clock: Clock
) -> None:
    found, sittings = killed(tmp_path, clock, "forgetful")

    assert [each for each in found if each.get("sittings") != sittings]
