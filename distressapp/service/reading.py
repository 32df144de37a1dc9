"""What patients wrote in their own words: opened by a named person, and never by a machine."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from distressapp.core.answers import own_words
from distressapp.core.journal import Json
from distressapp.core.roles import Act
from distressapp.core.summary_answers import concern_label
from distressapp.service.access import Session, check_may
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.pages import stopped
from distressapp.service.posting import News

READ: Final = "sitting.read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a patient wrote at one place.

    Attributes:
        about: What staff call the place, `"something else (practical)"`.
        text: Verbatim.
        language: As the patient had the screen, a BCP 47 tag.
    """

    about: str
    text: str
    language: str


def read_text(house: House, session: Session, sitting: str) -> tuple[Words, ...]:
    """Open the patient's own words; that this member did is noted before they are shown.

    Raises:
        NotAllowedError: The role does not look at sittings.
        ExpectedError: There is no such sitting.
        StoreError: It is not noted; then nothing is shown.
    """
    check_may(session, Act.VIEW)
    found = stopped(session.vault, sitting)
    member = session.member
    payload: Json = {"by": member.name, "member": member.id}
    with session.vault.commit():
        append(house, session.vault, News(kind=READ, subject=sitting, payload=payload))
    record = found.record.sitting
    wording = house.wording("dt", "en")
    labels = {} if wording is None else wording.labels
    return tuple(
        Words(about=_about(key, labels), text=each.text, language=each.language)
        for key, each in own_words(record.answers).items()
    )


def _about(key: str, labels: Mapping[str, str]) -> str:
    instrument, _slash, concern = key.partition("/")
    return concern_label(concern, labels) if instrument == "dt" else concern
