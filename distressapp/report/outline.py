"""Drawn pages as values that travel as JSON: for a picture on the screen, mark for mark."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from distressapp.report.marks import Block, Disc, Mark, Page, Run, Shape, Stroke, Words

_KINDS: Final[Mapping[str, type[Words | Stroke | Shape | Disc]]] = {
    "words": Words,
    "stroke": Stroke,
    "shape": Shape,
    "disc": Disc,
}
_NAMES: Final = {kind: name for name, kind in _KINDS.items()}


def to_json(pages: Sequence[Page]) -> bytes:
    """The pages with every mark on them."""
    plain = [
        {
            "width": page.width,
            "height": page.height,
            "margin": page.margin,
            "blocks": [_plain(block) for block in page.blocks],
        }
        for page in pages
    ]
    return json.dumps(plain, ensure_ascii=False).encode("utf-8", "surrogatepass")


def from_json(data: bytes) -> tuple[Page, ...]:
    """The pages that `to_json` wrote; anything else is a bug of the caller."""
    return tuple(
        Page(**{**page, "blocks": tuple(_block(each) for each in page["blocks"])})
        for page in json.loads(data)
    )


def _plain(block: Block) -> dict[str, Any]:
    marks = [{"is": _NAMES[type(mark)], **asdict(mark)} for mark in block.marks]
    return {**asdict(block), "marks": marks}


def _block(plain: Mapping[str, Any]) -> Block:
    return Block(**{**plain, "marks": tuple(_mark(each) for each in plain["marks"])})


def _mark(plain: Mapping[str, Any]) -> Mark:
    rest = {name: value for name, value in plain.items() if name != "is"}
    if "runs" in rest:
        rest["runs"] = tuple(Run(**each) for each in rest["runs"])
    if "points" in rest:
        rest["points"] = tuple((x, y) for x, y in rest["points"])
    return _KINDS[plain["is"]](**rest)
