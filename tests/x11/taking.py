"""What staff find with their passphrase after the kiosk has ended."""

from pathlib import Path

from distressapp.bootstrap import open_house, open_vault
from distressapp.cli.demo_clinic import PASSPHRASE
from distressapp.core.record import Record
from distressapp.service.takein import take_in
from distressapp.vault import lists


def taken_in(clinic: Path) -> list[Record]:
    """Today's sittings, as they stand after take-in."""
    house = open_house(clinic, room=None)
    try:
        vault = open_vault(house, PASSPHRASE)
        try:
            take_in(house, vault)
            return [each.record for each in lists.since(vault, house.today())]
        finally:
            vault.close()
    finally:
        house.close()
