"""The self-check as a value: one page for whoever is asked to help, and no patient in it."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from distressapp.core.frozen import frozen


class Finding(StrEnum):
    """What one line of the check says."""

    FINE = "fine"
    """Looked at, and as it should be."""
    TOLD = "told"
    """A fact that is neither right nor wrong."""
    LOOK = "look"
    """Somebody should look at it; the program works."""
    WRONG = "wrong"
    """The program, or a file of the clinic, does not do what it should."""
    UNKNOWN = "unknown"
    """Not looked into, or it cannot be known here; the words say why."""


@frozen
class Checked:
    """One line.

    Attributes:
        id: Short and the same in every language, `"swap"`; unique within its part.
        name: What was looked at, for a person.
        words: What was found. Never a name of a person, an id or an answer.
    """

    id: str
    name: str
    finding: Finding
    words: str


@frozen
class CheckedPart:
    """Some lines that belong together."""

    id: str
    title: str
    lines: tuple[Checked, ...]


@frozen
class SelfCheck:
    """Everything that was found.

    Attributes:
        title: Of the document.
        language: Of the words, BCP 47.
        at: When it was made, aware, on the clinic's clock.
        heading: What stands over the page.
        facts: The sentence below it: which program, and when.
        promise: That nothing on the page is about a patient.
        verdict: The sentence that sums it up.
        not_ready: What keeps the clinic from working as it should, a sentence each.
        more: A sentence with `{count}`, for what of `not_ready` has no room on the page.
        marks: What stands before a line, by the value of its finding, in pairs.
    """

    title: str
    language: str
    at: datetime
    heading: str
    facts: str
    promise: str
    verdict: str
    not_ready: tuple[str, ...]
    more: str
    marks: tuple[tuple[str, str], ...]
    parts: tuple[CheckedPart, ...]

    @property
    def is_sound(self) -> bool:
        """Nothing of the program or its files is wrong; the clinic may still not be ready."""
        return is_sound(self.parts)

    @property
    def is_ready(self) -> bool:
        """Nothing is wrong, and nothing keeps the clinic from working."""
        return self.is_sound and not self.not_ready

    def mark(self, finding: Finding) -> str:
        """What stands before a line of that finding."""
        return dict(self.marks)[finding.value]


def is_sound(parts: Iterable[CheckedPart]) -> bool:
    """Whether no line of these parts is wrong."""
    return not any(line.finding is Finding.WRONG for part in parts for line in part.lines)
