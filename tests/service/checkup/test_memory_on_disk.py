"""What of a memory could reach a disk in clear, asked of systems made of files."""

import os
import sys
from pathlib import Path

import pytest

from distressapp.core.self_check import Finding
from distressapp.service.checkup.machine import swap

HEAD = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks as Linux does")


def a_system(root: Path, *places: str) -> Path:
    (root / "proc").mkdir(exist_ok=True)
    lines = "".join(f"{each}\tpartition\t1000\t0\t-2\n" for each in places)
    (root / "proc" / "swaps").write_text(HEAD + lines)
    return root


def a_device(root: Path, number: int, *, uuid: str = "", on: int | None = None) -> None:
    device = root / "sys" / "dev" / "block" / f"{os.major(number)}:{os.minor(number)}"
    (device / "dm").mkdir(parents=True)
    (device / "dm" / "uuid").write_text(uuid)
    if on is not None:
        (device / "slaves" / "below").mkdir(parents=True)
        (device / "slaves" / "below" / "dev").write_text(f"{os.major(on)}:{os.minor(on)}\n")


def a_file(root: Path) -> int:
    """A swap file; the number of the device that it lies on."""
    (root / "swapfile").write_bytes(b"")
    return (root / "swapfile").stat().st_dev


def test_without_swap_nothing_reaches_the_disk(tmp_path: Path) -> None:
    assert swap(a_system(tmp_path)).finding is Finding.FINE


def test_compressed_memory_is_no_disk(tmp_path: Path) -> None:
    assert swap(a_system(tmp_path, "/dev/zram0")).finding is Finding.FINE


def test_a_bare_swap_file_is_to_be_looked_at(tmp_path: Path) -> None:
    a_file(tmp_path)

    found = swap(a_system(tmp_path, "/swapfile", "/dev/zram0"))

    assert found.finding is Finding.LOOK
    assert "not encrypted" in found.words


def test_a_swap_file_on_an_encrypted_device_is_fine(tmp_path: Path) -> None:
    number = a_file(tmp_path)
    a_device(tmp_path, number, uuid="CRYPT-LUKS2-0123-root")

    assert swap(a_system(tmp_path, "/swapfile")).finding is Finding.FINE


def test_a_volume_on_an_encrypted_device_is_fine_and_on_a_bare_one_is_not(tmp_path: Path) -> None:
    number, below = a_file(tmp_path), os.makedev(253, 77)
    a_device(tmp_path, number, uuid="LVM-abc", on=below)

    bare = swap(a_system(tmp_path, "/swapfile"))
    a_device(tmp_path, below, uuid="CRYPT-LUKS1-0123-lower")

    assert bare.finding is Finding.LOOK
    assert swap(tmp_path).finding is Finding.FINE


def test_a_system_that_says_nothing_is_not_known(tmp_path: Path) -> None:
    assert swap(tmp_path).finding is Finding.UNKNOWN
