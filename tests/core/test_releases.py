from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distressapp.core.releases import (
    Part,
    Release,
    Schemas,
    Standing,
    Version,
    can_read,
    standing,
    version,
    version_of_package,
)

VERSIONS = st.builds(
    Version, major=st.integers(0, 99), minor=st.integers(0, 99), patch=st.integers(0, 99)
)
PART = Part(name="a", size=1, sha256="0" * 64)
RELEASE = Release(
    version=version("0.3.0"),
    oldest=version("0.1.5"),
    schemas=Schemas(vault=4, letterbox=2),
    machine="amd64",
    made="2026-03-02",
    package=PART,
    changes=PART,
)


@given(VERSIONS)
def test_a_version_is_read_as_it_is_written(found: Version) -> None:
    assert version(str(found)) == found
    assert version_of_package(f"1:{found}-2") == found
    assert version_of_package(f"{found}~rc1") == found


@pytest.mark.parametrize("words", ["", "1", "1.2", "1.2.3.4", "01.2.3", "1.2.x", "1.2.3\n", "1..3"])
def test_what_is_no_version_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="three numbers"):
        version(words)


def test_ten_comes_after_nine() -> None:
    assert version("0.10.0") > version("0.9.9")


@pytest.mark.parametrize(
    ("installed", "machine", "found"),
    [
        ("0.2.0", "amd64", Standing.NEWER),
        ("0.1.5", "amd64", Standing.NEWER),
        ("0.1.4", "amd64", Standing.TOO_FAR),
        ("0.3.0", "amd64", Standing.SAME),
        ("0.3.1", "amd64", Standing.OLDER),
        ("0.2.0", "arm64", Standing.OTHER_MACHINE),
    ],
)
def test_a_release_takes_the_place_of_older_ones_only(
    installed: str, machine: str, found: Standing
) -> None:
    assert standing(RELEASE, version(installed), machine) is found


def test_a_package_for_any_machine_fits_each() -> None:
    assert standing(replace(RELEASE, machine="all"), version("0.2.0"), "arm64") is Standing.NEWER


@given(VERSIONS, VERSIONS)
def test_of_two_versions_one_at_most_is_newer(one: Version, other: Version) -> None:
    there = standing(replace(RELEASE, version=one, oldest=other), other, "amd64")
    back = standing(replace(RELEASE, version=other, oldest=one), one, "amd64")

    assert [there, back].count(Standing.NEWER) == (0 if one == other else 1)


@pytest.mark.parametrize(
    ("vault", "letterbox", "is_read"), [(3, 2, True), (2, 1, True), (4, 2, False), (3, 3, False)]
)
def test_files_of_a_later_shape_are_not_read(vault: int, letterbox: int, *, is_read: bool) -> None:
    ours = Schemas(vault=3, letterbox=2)

    assert can_read(ours, found=Schemas(vault=vault, letterbox=letterbox)) is is_read
