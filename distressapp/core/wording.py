"""The words of an instrument in one language, as a patient reads them."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from distressapp.core.frozen import frozen
from distressapp.core.visiting import OF_AGE


class WordingKind(StrEnum):
    """Whose words they are, and so what they may be used for."""

    OWN = "own"
    PRACTICE = "practice"
    LICENSED = "licensed"


@frozen
class Recording:
    """One sound file of a wording.

    Attributes:
        file: Its name beside the words.
        sha256: Hexadecimal.
    """

    file: str
    sha256: str


@frozen
class Wording:
    """One wording of one instrument.

    Attributes:
        language: A BCP 47 tag.
        version: As stamped on a page, `"1"`.
        kind: Practice wording is for rehearsal only and marked wherever it is seen.
        sha256: Of its file, hexadecimal.
        intro: Said before the first question.
        items: By item id: the question, or the words on a concern's tile.
        options: By item id, in displayed order; none for what is ticked.
        labels: `"low"` and `"high"` at the ends of a rating, `"helper"`,
            `"domain.<id>"`, and `"short.<item>"` for the page.
        least_age: Whole years: who is younger is not asked in these words; 18 unless the pack
            says otherwise.
        recordings: By what is read aloud: `"intro"`, an item's id, or
            `"<item>/<option from 0>"`; what is not there has no sound file.
    """

    instrument: str
    language: str
    version: str
    kind: WordingKind
    sha256: str
    intro: str
    items: Mapping[str, str]
    options: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, str]
    least_age: int = OF_AGE
    recordings: Mapping[str, Recording] = field(default_factory=dict)

    @property
    def stamp(self) -> str:
        """As printed at the foot of a page, `"practice en 1"`."""
        return f"{self.kind} {self.language} {self.version}"
