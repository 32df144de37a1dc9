"""A set-up that was left half-way: what was typed so far, in a file that holds no secret.

It stands in the data folder beside nothing else, and goes when the set-up is finished. Passphrases
and the recovery code are in no file.
"""

import json
from collections.abc import Mapping
from dataclasses import field, replace
from typing import Final

from distressapp.core.frozen import frozen
from distressapp.core.journal import Json
from distressapp.core.sitting import Use
from distressapp.core.stores import damaged, read_only
from distressapp.paths import Folder
from distressapp.settings import Settings, from_table, to_table
from distressapp.settings.file import write_whole

_SCHEMA: Final = 1
_NAMELESS: Final = "\N{EM DASH}"
"""Stands for a clinic that has no name yet."""


@frozen
class Draft:
    """What was typed so far.

    Attributes:
        step: Where to go on.
        administrator: Name of the first one; empty before it was said.
        settings: With an empty name of the clinic before it was said.
        is_use_chosen: Somebody said what the folder is for.
    """

    step: str = ""
    administrator: str = ""
    settings: Settings = field(default_factory=lambda: Settings(clinic="", use=Use.REHEARSAL))
    is_use_chosen: bool = False


def load(folder: Folder) -> Draft | None:
    """What was left; None where nothing was.

    Raises:
        StoreError: It is damaged.
        SettingsError: Something in it cannot be used.
    """
    path = folder.draft
    try:
        found = json.loads(path.read_bytes())
        table: Mapping[str, Json] = {**found["settings"]}
        clinic = str(table["clinic"])
        settings = from_table({**table, "clinic": clinic or _NAMELESS}, file=path.name)
        draft = Draft(
            step=str(found["step"]),
            administrator=str(found["administrator"]),
            is_use_chosen=bool(found["is_use_chosen"]),
            settings=replace(settings, clinic=clinic),
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise damaged(path.name) from error
    return draft


def save(folder: Folder, draft: Draft) -> None:
    """Keep what was typed so far, readable by this account only.

    Raises:
        StoreError: The folder cannot be written.
    """
    try:
        folder.root.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise read_only(folder.root.name) from error
    found = {
        "schema": _SCHEMA,
        "step": draft.step,
        "administrator": draft.administrator,
        "is_use_chosen": draft.is_use_chosen,
        "settings": to_table(draft.settings),
    }
    text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_whole(folder.draft, text.encode("utf-8", "surrogatepass"))


def drop(folder: Folder) -> None:
    """The set-up is finished, or is begun anew.

    Raises:
        StoreError: The folder cannot be written.
    """
    try:
        folder.draft.unlink(missing_ok=True)
    except OSError as error:
        raise read_only(folder.draft.name) from error
