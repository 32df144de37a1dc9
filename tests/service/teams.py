"""A clinic with more people than the one who set it up."""

from typing import Final

from distressapp.core.roles import Role
from distressapp.service import staff
from distressapp.service.access import Session, sign_in
from distressapp.service.house import House
from distressapp.service.publishing import change_settings
from distressapp.settings import Settings
from distressapp.vault import members
from distressapp.vault.members import Member
from distressapp.vault.vault import Vault
from tests.clinics import CHEAP, PASSPHRASE

ANA: Final = "Ana Ito"
ANAS: Final = "blue cows swim over hills"
BEA: Final = "Bea Okoro"
BEAS: Final = "nine quiet lamps drift eastward"
FIRST: Final = "Administrator"


def first(house: House) -> Session:
    """Whoever set the clinic up, signed in."""
    return sign_in(house, PASSPHRASE, name=FIRST)


def ana(house: House, session: Session, role: Role = Role.NURSE) -> Member:
    return staff.add(house, session, name=ANA, role=role, passphrase=ANAS, cost=CHEAP)


def bea(house: House, session: Session, role: Role = Role.ADMINISTRATOR) -> Member:
    return staff.add(house, session, name=BEA, role=role, passphrase=BEAS, cost=CHEAP)


def as_first(vault: Vault) -> Session:
    """Whoever set the clinic up, with the vault that is open already."""
    return Session(vault=vault, member=members.members(vault)[0], key=b"")


def set_up_anew(house: House, settings: Settings) -> None:
    """Have whoever set the clinic up sign in and change its settings."""
    session = sign_in(house, PASSPHRASE)
    try:
        change_settings(house, settings, session=session)
    finally:
        session.close()
