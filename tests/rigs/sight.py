"""Everything a person could be shown of a folder; two folders that show the same hold the same."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from distressapp.bootstrap import open_vault
from distressapp.core.errors import ExpectedError
from distressapp.service.access import sign_in_with_recovery
from distressapp.service.takein import check_agreement, take_in
from distressapp.settings import hash_of
from distressapp.vault import lists
from tests.clinics import PASSPHRASE, opened


class ToldError(Exception):
    """A person was told that something is wrong."""


def shown(root: Path, code: str) -> dict[str, Any]:
    """What there is to see: calls before anybody signs in, then the vault with all taken in.

    Args:
        code: Of the recovery key.

    Raises:
        ToldError: In plain words, something is damaged, set aside or does not agree.
    """
    try:
        return dict(_shown(root, code))
    except ExpectedError as error:
        raise ToldError(str(error)) from error


def _shown(root: Path, code: str) -> Iterator[tuple[str, Any]]:
    house = opened(root)
    try:
        day = house.today().isoformat()
        yield "settings", hash_of(house.settings)
        yield "key", house.public.id
        yield "calls", house.letterbox.calls()
        yield "tickets", sorted(house.letterbox.tickets(day))
        yield "oldest", house.letterbox.oldest_day()
        vault = open_vault(house, PASSPHRASE)
        try:
            taken = take_in(house, vault)
            check_agreement(taken)
            if taken.set_aside:
                raise ToldError(f"{len(taken.set_aside)} set aside")
            yield "entries", vault.verify()
            yield "projections", vault.projections()
            for each in lists.all_sittings(vault):
                found = lists.sitting(vault, each)
                # A draft is scored when it is taken in: its salt and chain are made there.
                yield each, None if found is None else (found.record, found.day, found.patient)
            yield "calls after", house.letterbox.calls()
        finally:
            vault.close()
        sign_in_with_recovery(house, code).close()
    finally:
        house.close()
