"""A page as JSON and back, for the way into the child process; nothing is executed."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from types import NoneType
from typing import Any, Final, TypeAlias, get_args, get_origin, get_type_hints

from distressapp.core.own_answers import OwnAnswers
from distressapp.core.paper_value import Form
from distressapp.core.self_check import SelfCheck
from distressapp.core.slip import Slip
from distressapp.core.summary import Summary

EXPECTED: Final = 3
"""The child's exit status when it says in JSON what a person can do."""


Paged: TypeAlias = Summary | OwnAnswers | Form | Slip | SelfCheck
"""What can be drawn."""

_NAMED: Final[Mapping[str, type[OwnAnswers] | type[Form] | type[Slip] | type[SelfCheck]]] = {
    "own_answers": OwnAnswers,
    "form": Form,
    "slip": Slip,
    "self_check": SelfCheck,
}
"""Stands around a patient's copy, a form, a slip or a self-check; a clinician's page comes bare."""


def encode(page: Paged) -> bytes:
    """As JSON, figures exact."""
    name = next((name for name, kind in _NAMED.items() if isinstance(page, kind)), None)
    plain = _plain(page) if name is None else {name: _plain(page)}
    # Half a character may have been typed; `json.loads` lets it pass, as this does.
    return json.dumps(plain, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")


def decode(data: bytes) -> Paged:
    """From JSON; a KeyError, TypeError or ValueError is a bug of the caller."""
    plain = json.loads(data)
    name = next((name for name in _NAMED if name in plain), None)
    found = _value(plain, Summary) if name is None else _value(plain[name], _NAMED[name])
    if not isinstance(found, Summary | OwnAnswers | Form | Slip | SelfCheck):
        raise TypeError("not a page")
    return found


def _plain(value: object) -> object:
    match value:
        case Enum():
            return value.value
        case Fraction():
            return str(value)
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(each) for each in value]
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    return value


def _value(plain: Any, kind: Any) -> Any:  # noqa: ANN401 (JSON, and the type it is read as)
    choices = [each for each in get_args(kind) if each is not NoneType]
    if get_origin(kind) is tuple:
        return tuple(_value(each, choices[0]) for each in plain)
    if choices:
        return None if plain is None else _value(plain, choices[0])
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{name: _value(plain[name], hints[name]) for name in hints})
    if kind in {date, datetime}:
        return kind.fromisoformat(plain)
    return kind(plain)
