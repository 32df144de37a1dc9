"""Values as TOML text, so far as a pack needs it; `tomllib` reads the same values back."""

import json
from collections.abc import Iterator, Mapping


def toml_of(found: Mapping[str, object]) -> str:
    """A file whose keys hold texts, whole numbers, lists of these, tables, or lists of tables."""
    return "\n".join(_lines(found))


def text(words: str) -> str:
    """A text between double quotes."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def _lines(found: Mapping[str, object]) -> Iterator[str]:
    for key, value in found.items():
        if not isinstance(value, Mapping) and not _is_tables(value):
            yield f"{text(key) if '.' in key else key} = {_value(value)}"
    yield ""
    for key, value in found.items():
        if isinstance(value, Mapping):
            yield f"[{key}]"
            yield from (f"{text(each)} = {_value(inside)}" for each, inside in value.items())
            yield ""
        elif isinstance(value, list) and _is_tables(value):
            for table in value:
                yield f"[[{key}]]"
                yield from _lines(table)


def _value(value: object) -> str:
    if isinstance(value, str):
        return text(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_value(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(each) for each in value)}]"
    return str(value)


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)
