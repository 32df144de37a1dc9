"""What the package asks of the system: read off the programs, never guessed."""

import shutil
from pathlib import Path

import libraries
import pytest

pytestmark = pytest.mark.skipif(
    shutil.which("objdump") is None, reason="there is no objdump here (binutils)"
)
BROUGHT = libraries.packages(libraries.LIST.read_text("utf-8"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one real program in it, and a paper."""
    found = shutil.which("ls")
    assert found is not None
    shutil.copyfile(found, tmp_path / "program")
    (tmp_path / "paper.txt").write_text("no program", encoding="utf-8")
    return tmp_path


def test_only_programs_are_asked(folder: Path) -> None:
    assert [path.name for path in libraries.programs(folder)] == ["program"]


def test_what_a_program_loads_is_named(folder: Path) -> None:
    asked = libraries.loads(folder)

    assert "libc.so.6" in asked.libraries
    assert (2, 0) < asked.glibc < (3, 0)


def test_what_stands_in_the_folder_is_not_asked_of_the_system(folder: Path) -> None:
    needed = libraries.loads(folder).libraries

    for name in needed:
        (folder / name).write_text("", encoding="utf-8")

    assert libraries.loads(folder).libraries == ()


def test_a_link_to_nothing_is_still_asked_of_the_system(folder: Path) -> None:
    (folder / "libc.so.6").symlink_to(folder / "nowhere")

    assert "libc.so.6" in libraries.loads(folder).libraries


def test_a_library_that_nobody_brings_stops_the_build() -> None:
    asked = libraries.Loads(libraries=("libc.so.6", "libnobody.so.1"), glibc=(2, 34))

    with pytest.raises(libraries.UnknownLibraryError, match=r"libnobody\.so\.1"):
        libraries.depends(asked, BROUGHT)


def test_each_package_is_named_once_and_the_c_library_with_its_version() -> None:
    asked = libraries.Loads(
        libraries=("libc.so.6", "libgthread-2.0.so.0", "libglib-2.0.so.0", "libz.so.1"),
        glibc=(2, 34),
    )

    found = libraries.depends(asked, BROUGHT)

    assert found == ("libc6 (>= 2.34)", "libglib2.0-0t64 | libglib2.0-0", "zlib1g")
