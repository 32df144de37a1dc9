"""Check the vault's file, every chain, and that folder and vault agree."""

import argparse
import sys

from distressapp.bootstrap import open_house, open_vault
from distressapp.cli.passphrase import add_passphrase, read_passphrase
from distressapp.core.journal import short_hash
from distressapp.paths import data_folder
from distressapp.service.takein import check_agreement, take_in
from distressapp.text import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Only the passphrase."""
    add_passphrase(parser)


def run(args: argparse.Namespace) -> int:
    """Say how far each chain goes, to compare with the numbers printed on pages."""
    house = open_house(data_folder(args.data), room=None)
    try:
        vault = open_vault(house, read_passphrase(args), name=args.name)
        try:
            taken = take_in(house, vault)
            count = vault.verify()
            heads = vault.heads()
        finally:
            vault.close()
    finally:
        house.close()
    say = sys.stdout.write
    say(_("{count} entries, every chain whole.\n").format(count=count))
    for head in heads.values():
        say(
            _("Writer {writer}: number {number}, {hash}\n").format(
                writer=head.writer[:8], number=head.number, hash=short_hash(head.chain)
            )
        )
    for each in taken.set_aside:
        say(
            _("Set aside ({reason}): number {number} of {day}, sitting {sitting}\n").format(
                reason=each.reason,
                number=each.number,
                day=each.day,
                sitting=each.sitting[:8] or "-",
            )
        )
    for subject in taken.came_back:
        say(
            _(
                "Taken in about somebody who was erased: {id}; `distressapp erase` erases it\n"
            ).format(id=subject[:8])
        )
    check_agreement(taken)
    return 1 if taken.set_aside or taken.came_back else 0
