"""Scores on the patient's own copy: only where a clinic allows it, and after a conversation."""

from collections.abc import Mapping
from dataclasses import replace

from distressapp.core.frozen import frozen
from distressapp.core.instrument import Instrument
from distressapp.core.own_answers import Asked, OwnAnswers, OwnPart
from distressapp.core.results import Scored
from distressapp.core.sitting import Who
from distressapp.core.summary_scores import ROWS
from distressapp.core.summary_words import decimal


@frozen
class ScorePhrases:
    """What the part of the scores says, in the language of the sitting.

    Attributes:
        value: Filled with `number`, `least` and `most`.
        note: What the numbers are, and are not.
    """

    title: str
    note: str
    value: str
    not_scored: str


def with_scores(
    copy: OwnAnswers,
    scored: Mapping[str, Scored],
    instruments: Mapping[str, Instrument],
    phrases: ScorePhrases,
    *,
    who: Who,
) -> OwnAnswers:
    """The copy with a part at its end: each score with the ends of its scale, no band, no word.

    Args:
        scored: What the sitting came to.
        who: A proxy is never asked what is scored; their copy stays as it is.
    """
    asked = [] if who is Who.PROXY else list(_asked(scored, instruments, phrases))
    if not asked:
        return copy
    part = OwnPart(title=phrases.title, asked=tuple(asked))
    return replace(copy, parts=(*copy.parts, part))


def _asked(
    scored: Mapping[str, Scored], instruments: Mapping[str, Instrument], phrases: ScorePhrases
) -> list[Asked]:
    found: list[Asked] = []
    for row in ROWS:
        score = scored[row.instrument].scores.get(row.scale) if row.instrument in scored else None
        if score is None or row.is_optional:
            continue
        scale = instruments[row.instrument].scale(row.scale)
        said = phrases.not_scored
        if score.value is not None:
            said = phrases.value.format(
                number=decimal(score.value), least=scale.low, most=scale.high
            )
        found.append(
            Asked(
                before="" if found else phrases.note,
                question=row.name,
                lead="",
                said=(said,),
                is_said=score.value is not None,
            )
        )
    return found
