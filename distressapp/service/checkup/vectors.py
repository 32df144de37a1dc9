"""Worked examples that ship with the program, scored again by the program as it runs here."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from distressapp.core.answers import Chosen
from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.instrument import Instrument
from distressapp.core.results import Scored
from distressapp.core.scoring import score

_NOT_AS_SAID: Final = (ExpectedError, OSError, ValueError, LookupError, TypeError, AttributeError)
"""How a file of examples, or scoring itself, fails where something is not what it should be."""


@frozen
class Tried:
    """What came of the examples.

    Attributes:
        passed: How many score as they were worked.
        failed: Ids of those that do not, `"hads H3"`; or of an instrument without examples.
    """

    passed: int
    failed: tuple[str, ...]


def tried(instruments: Mapping[str, Instrument], folder: Path) -> Tried:
    """Score every example of every instrument.

    Args:
        folder: Holds `<id>.json`; one without a file, or without an example, has failed.

    Source:
        The examples: as `resources/vectors` says of itself.
    """
    passed, failed = 0, []
    for instrument in instruments.values():
        examples = list(_examples(instrument, folder))
        if not examples:
            failed.append(instrument.id)
        for example in examples:
            if _is_as_worked(instrument, example):
                passed += 1
            else:
                failed.append(f"{instrument.id} {example.get('id', '')}".strip())
    return Tried(passed=passed, failed=tuple(failed))


def _examples(instrument: Instrument, folder: Path) -> Iterator[dict[str, Any]]:
    try:
        found = json.loads((folder / f"{instrument.id}.json").read_text("utf-8"))["examples"]
    except _NOT_AS_SAID:
        return
    yield from (each for each in found if isinstance(each, dict))


def _is_as_worked(instrument: Instrument, example: Mapping[str, Any]) -> bool:
    try:
        answers = {
            f"{instrument.id}/{item}": Chosen(
                index=index, value=instrument.item(item).values[index]
            )
            for item, index in example["index"].items()
        }
        found = score(instrument, answers, missing=example["rule"])
        return bool(_shown(found) == example["scales"])
    except _NOT_AS_SAID:
        return False


def _shown(scored: Scored) -> dict[str, dict[str, str | None]]:
    return {
        name: {
            "state": each.state.value,
            "value": None if each.value is None else str(each.value),
            "band": each.band,
        }
        for name, each in scored.scores.items()
    }
