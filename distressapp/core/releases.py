"""Releases as values: which one may take the place of which, and what a crash left to be done."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from distressapp.core.frozen import frozen

ANY_MACHINE: Final = "all"
"""The architecture of a package that runs anywhere."""

_VERSION: Final = re.compile(r"(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})", re.ASCII)


@frozen(order=True)
class Version:
    """`major.minor.patch`, each 0 to 99999."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"


@frozen
class Schemas:
    """The shapes of the two files of answers that a program writes; each 1 or more."""

    vault: int
    letterbox: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file of a release.

    Attributes:
        name: Plain, without a folder.
        size: In bytes.
        sha256: 64 hexadecimal digits.
    """

    name: str
    size: int
    sha256: str


@frozen
class Release:
    """What a release says of itself, under its signature.

    Attributes:
        oldest: The least version that it can take the place of.
        machine: The architecture of its package, as Debian names it; `"all"` for any.
        made: The day, ISO 8601.
        package: What is installed.
        changes: What is new, for people.
    """

    version: Version
    oldest: Version
    schemas: Schemas
    machine: str
    made: str
    package: Part
    changes: Part


class Standing(StrEnum):
    """How a release stands to the program that is installed."""

    NEWER = "newer"
    """It may take its place."""
    SAME = "same"
    OLDER = "older"
    TOO_FAR = "too_far"
    """The installed one must be brought to `Release.oldest` first."""
    OTHER_MACHINE = "other_machine"


class Step(StrEnum):
    """How far a change of the program has come; what a crash left is gone on with from here."""

    REPLACING = "replacing"
    """The new package is being installed, or was; nobody has tried it yet."""
    RETURNING = "returning"
    """The package of before is being put back: the new one was no good, or somebody asked."""
    RESTORING = "restoring"
    """The package of before is back, and the backup of before the update is put in place."""


def version(words: str) -> Version:
    """The version that these words are.

    Raises:
        ValueError: They are none; leading zeros and anything beside the three numbers count.
    """
    found = _VERSION.fullmatch(words)
    if found is None:
        raise ValueError("a version is three numbers with two points")
    major, minor, patch = (int(each) for each in found.groups())
    return Version(major=major, minor=minor, patch=patch)


def version_of_package(words: str) -> Version:
    """The version of the program in a package's version: `1:0.2.0-1` is 0.2.0.

    Raises:
        ValueError: There is none in it.
    """
    bare = words.rpartition(":")[2]
    return version(re.split(r"[-+~]", bare, maxsplit=1)[0])


def standing(release: Release, installed: Version, machine: str) -> Standing:
    """Whether a release may take the place of what is installed on a machine.

    Args:
        machine: Its architecture.
    """
    if release.machine not in {machine, ANY_MACHINE}:
        return Standing.OTHER_MACHINE
    if release.version == installed:
        return Standing.SAME
    if release.version < installed:
        return Standing.OLDER
    return Standing.TOO_FAR if installed < release.oldest else Standing.NEWER


def can_read(schemas: Schemas, *, found: Schemas) -> bool:
    """Whether a program that writes those shapes opens files that were found to have these."""
    return found.vault <= schemas.vault and found.letterbox <= schemas.letterbox
