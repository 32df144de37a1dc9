"""One JSON line with answers in, one JSON line with scores and flags out."""

import json
from collections.abc import Callable, Iterable, Mapping
from math import isfinite
from typing import Final, cast

from distressapp.core.answers import DECLINED, Answer, Chosen, Picked
from distressapp.core.errors import ExpectedError, NotOnOfferError, UnknownItemError
from distressapp.core.flags import flags_of_line
from distressapp.core.instrument import Instrument, Item, Kind
from distressapp.core.results import ItemPoints, Score, Scored, State, one_decimal
from distressapp.core.scoring import STRICT, score

_BOM: Final = b"\xef\xbb\xbf"
_LIST_KEYS: Final = ("rating", "concerns")
"""What an instrument with a list of concerns takes; also outside `answers`."""


class BadLineError(ExpectedError):
    """A line that says nothing that can be scored."""


def answer_line(line: bytes, instruments: Mapping[str, Instrument], profile: str) -> bytes:
    """The line that answers a line; what is wrong with it stands in `error`.

    Args:
        line: UTF-8 JSON, with or without its line end.
        instruments: By id.
        profile: Id of the cut-off profile that raises flags.
    """
    sheet_id: object = None
    try:
        sheet, faults = _parse(line)
        sheet_id = sheet.get("id")
        if faults:
            raise _bad(faults[0])
        found = _result(sheet, instruments, profile)
    except ExpectedError as error:
        found = {"id": sheet_id, "error": error.message}
    return json.dumps(found).encode("ascii") + b"\n"


def _parse(line: bytes) -> tuple[dict[str, object], list[str]]:
    """The object of a line, and what JSON allows in it but we do not."""
    faults: list[str] = []

    def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) < len(pairs):
            faults.append("a key stands in an object twice")
        return found

    def _number(written: str) -> float | None:
        number = float(written)
        if isfinite(number):
            return number
        faults.append("a number in the line is not a finite number")
        return None

    sheet = _load(line, object_hook=_object, number=_number)
    if not isinstance(sheet, dict):
        raise _bad("the line is not a JSON object")
    return sheet, faults


def _load(
    line: bytes,
    *,
    object_hook: Callable[[list[tuple[str, object]]], dict[str, object]],
    number: Callable[[str], float | None],
) -> object:
    if not line.strip():
        raise _bad("the line is blank")
    try:
        text = line.removeprefix(_BOM).decode("utf-8")
        return json.loads(
            text, object_pairs_hook=object_hook, parse_float=number, parse_constant=number
        )
    except UnicodeDecodeError as error:
        raise _bad("the line is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise _bad(f"the line is not JSON: {error.msg} at character {error.pos + 1}") from error
    except ValueError as error:  # Python reads no whole number of more than 4,300 digits
        raise _bad("a number in the line is too long") from error
    except RecursionError as error:
        raise _bad("the line is nested too deeply") from error


def _result(
    sheet: Mapping[str, object], instruments: Mapping[str, Instrument], profile: str
) -> dict[str, object]:
    name = sheet.get("instrument")
    if not isinstance(name, str):
        raise _bad("`instrument` is missing or not a text")
    if name not in instruments:
        raise _bad(f"unknown instrument: {name}")
    coding = sheet.get("coding")
    if coding not in ("index", "value"):
        raise _bad('`coding` is neither "index" nor "value"')
    missing = sheet.get("missing")
    if missing is not None and not isinstance(missing, str):
        raise _bad("`missing` is not a text")
    instrument = instruments[name]
    answers = _answers(instrument, _given(instrument, sheet), is_index=coding == "index")
    scored = score(instrument, answers, missing=STRICT if missing is None else missing)
    return _shown(sheet.get("id"), instrument, scored, profile)


def _given(instrument: Instrument, sheet: Mapping[str, object]) -> Mapping[str, object]:
    """The answers of a line, wherever they stand in it."""
    inside = sheet.get("answers")
    if inside is not None and not isinstance(inside, dict):
        raise _bad("`answers` is not an object")
    beside = {key: sheet[key] for key in _LIST_KEYS if instrument.domains and key in sheet}
    if inside is None and not instrument.domains:
        raise _bad("`answers` is missing")
    given = cast("dict[str, object]", inside or {})
    for key in beside:
        if key in given:
            raise _bad(f"`{key}` stands both inside and outside `answers`")
    return {**given, **beside}


def _answers(
    instrument: Instrument, given: Mapping[str, object], *, is_index: bool
) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    for item_id, said in given.items():
        if instrument.domains and item_id == "concerns":
            answers |= _concerns(instrument, said)
            continue
        item = _item(instrument, item_id)
        if said is not None:
            answers[f"{instrument.id}/{item_id}"] = _answer(
                instrument, item, said, is_index=is_index
            )
    return answers


def _item(instrument: Instrument, item_id: str) -> Item:
    item = instrument.item(item_id)
    if item.kind is Kind.TICK:
        raise UnknownItemError(
            f"{instrument.id}: {item_id} is a concern; it belongs in the list `concerns`",
            advice="Put its id there when it was ticked.",
        )
    return item


def _answer(instrument: Instrument, item: Item, said: object, *, is_index: bool) -> Answer:
    if said == "declined":
        return DECLINED
    offered = range(len(item.values)) if is_index else item.values
    if isinstance(said, bool) or not isinstance(said, int) or said not in offered:
        raise NotOnOfferError(
            f"{instrument.id} {item.id}: not on offer; give a whole number from "
            f'{min(offered)} to {max(offered)}, null or "declined"',
            advice="Correct the line.",
        )
    index = said if is_index else item.values.index(said)
    return Chosen(index=index, value=item.values[index])


def _concerns(instrument: Instrument, said: object) -> dict[str, Answer]:
    """The ticked ids as they would stand on their pages."""
    if said is None:
        return {}
    if said == "declined":
        return {f"{instrument.id}/{domain.id}": DECLINED for domain in instrument.domains}
    if not isinstance(said, list) or not all(isinstance(each, str) for each in said):
        raise _bad("`concerns` is not a list of ids")
    pages = [domain.id for domain in instrument.domains]
    listed = {item for domain in instrument.domains for item in domain.items}
    for each in said:
        if each not in listed | {f"{page}.{end}" for page in pages for end in ("none", "other")}:
            raise _bad(f"{instrument.id} has no concern {each[:60]!r}")
        if said.count(each) > 1:
            raise _bad(f"{instrument.id}: {each} stands in `concerns` twice")
    ticks = {page: tuple(each for each in said if each.startswith(f"{page}.")) for page in pages}
    return {f"{instrument.id}/{page}": Picked(ids=ids) for page, ids in ticks.items() if ids}


def _shown(
    sheet_id: object, instrument: Instrument, scored: Scored, profile: str
) -> dict[str, object]:
    concerns = {"concerns": list(scored.concerns)} if instrument.domains else {}
    return {
        "id": sheet_id,
        "instrument": instrument.id,
        "version": scored.version,
        "scales": {name: _scale(each) for name, each in scored.scores.items()},
        "items": {name: _points(each) for name, each in scored.items.items()},
        **concerns,
        "flags": [
            {
                "rule": flag.rule,
                "trigger": flag.trigger,
                "band": flag.band,
                "because": flag.because,
            }
            for flag in flags_of_line(instrument, scored, profile)
        ],
    }


def _scale(score: Score) -> dict[str, object]:
    value: int | float | None = None
    if score.value is not None:
        is_full = score.state is State.FULL
        value = score.value.numerator if is_full else float(one_decimal(score.value))
    return {
        "state": score.state,
        "value": value,
        "exact": None if score.value is None else str(score.value),
        "answered": score.answered,
        "of": score.of,
        "band": score.band,
    }


def _points(points: ItemPoints) -> dict[str, object]:
    state = "declined" if points.is_declined else "answered"
    return {
        "index": points.index,
        "value": points.value,
        "score": points.score,
        "state": "not_answered" if points.score is None and not points.is_declined else state,
    }


def _bad(what: str) -> BadLineError:
    return BadLineError(what, advice="Correct the line.")


def too_long() -> bytes:
    """The line that answers a line too long to be answers."""
    return json.dumps({"id": None, "error": "the line is too long"}).encode("ascii") + b"\n"


def profiles(instruments: Iterable[Instrument]) -> tuple[str, ...]:
    """The profiles that every instrument knows."""
    first, *rest = [[profile.id for profile in each.profiles] for each in instruments]
    return tuple(each for each in first if all(each in other for other in rest))
