from datetime import date

from distressapp.keys.pause import keyed_digest, new_salt, pause_key
from tests.clinics import CHEAP

BORN = date(1950, 3, 1)


def test_only_both_identifiers_open_a_pause() -> None:
    salt = new_salt()
    sealed = pause_key("4711", BORN, salt=salt, cost=CHEAP).seal(b"state")

    assert pause_key("4711", BORN, salt=salt, cost=CHEAP).open(sealed) == b"state"
    assert pause_key("4712", BORN, salt=salt, cost=CHEAP).open(sealed) is None
    assert pause_key("4711", date(1950, 3, 2), salt=salt, cost=CHEAP).open(sealed) is None


def test_the_salt_of_another_process_opens_nothing() -> None:
    sealed = pause_key("4711", BORN, salt=new_salt(), cost=CHEAP).seal(b"state")

    assert pause_key("4711", BORN, salt=new_salt(), cost=CHEAP).open(sealed) is None


def test_a_digest_tells_nothing_without_its_key() -> None:
    assert keyed_digest(b"a" * 32, "4711") == keyed_digest(b"a" * 32, "4711")
    assert keyed_digest(b"a" * 32, "4711") != keyed_digest(b"b" * 32, "4711")
