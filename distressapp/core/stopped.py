"""What the lists need of a stop, read from its payload without the rest of it."""

from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

from distressapp.core.answers import own_words
from distressapp.core.frozen import frozen
from distressapp.core.record import Payload, answer_from, upcast
from distressapp.core.summary_scores import ROWS

_SHORT: Final = 16
_ROWS: Final = tuple(
    (row.instrument, row.scale, f"{row.id}=") for row in ROWS if not row.is_optional
)


@frozen
class Stopped:
    """A stop as the lists have it.

    Attributes:
        born: ISO; None where it was not given.
        stop: Empty where it says none.
        started_ms: Milliseconds since 1970, UTC.
        filled: Of a paper form, the day on it; None where the patient answered on a screen.
        has_text: The patient wrote words of their own.
        scores: As `summary_scores.brief` has them.
    """

    sitting: str
    ticket: str
    record_number: str
    born: str | None
    stop: str
    who: str
    started_ms: int
    filled: str | None
    has_text: bool
    scores: str
    draft: str


def stopped(payload: Payload, *, schema: int) -> Stopped:
    """What the lists need of a payload that `record.from_payload` reads.

    Raises:
        StoreTooNewError: A newer version wrote it.
    """
    found = upcast(payload, schema=schema)
    sitting, given, paper = found["sitting"], found["given"], found.get("paper")
    return Stopped(
        sitting=sitting["plan"]["sitting"],
        ticket=sitting["plan"]["ticket"],
        record_number=given["record_number"],
        born=_day(given["born"]),
        stop=sitting["stop"] or "",
        who=sitting["who"],
        started_ms=int(datetime.fromisoformat(sitting["started"]).timestamp() * 1000),
        filled=None if paper is None else _day(paper["filled"]),
        has_text=_has_text(sitting["answers"]),
        scores=_scores(found),
        draft=found["draft"],
    )


def _day(iso: str | None) -> str | None:
    return None if iso is None else date.fromisoformat(iso).isoformat()


def _has_text(answers: Payload) -> bool:
    written = {
        key: answer_from(each) for key, each in answers.items() if each and "written" in each
    }
    if not written:
        return False
    return bool(own_words({key: each for key, each in written.items() if each is not None}))


def _scores(found: Payload) -> str:
    scored = {key: dict(each["scores"]) for key, each in found["scored"]}
    values = []
    for instrument, scale, name in _ROWS:
        score = scored.get(instrument, {}).get(scale)
        if score is not None:
            value = score["value"]
            values.append(name if value is None else name + _exact(value))
    return " ".join(values)


def _exact(value: Any) -> str:  # noqa: ANN401  (of a payload)
    is_short = isinstance(value, str) and len(value) <= _SHORT
    return _known(value) if is_short else str(Fraction(value))


@lru_cache(maxsize=1024)
def _known(value: str) -> str:
    """A value that comes again and again: `"8"`, `"28/3"`."""
    return str(Fraction(value))
