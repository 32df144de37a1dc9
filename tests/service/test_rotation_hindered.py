from collections.abc import Iterator

import pytest

from distressapp.core.journal import ChainError
from distressapp.service import recovery_code, staff
from distressapp.service.access import Session, sign_in_with_recovery
from distressapp.service.house import House
from distressapp.service.rotation import is_due
from distressapp.service.takein import take_in
from tests.service.spoiling import torn
from tests.service.teams import ana, first


@pytest.fixture
def session(house: House) -> Iterator[Session]:
    found = first(house)
    yield found
    found.close()


def test_a_gap_that_nobody_accepted_hinders_no_new_key(house: House, session: Session) -> None:
    who = ana(house, session)
    torn(house)
    aside = take_in(house, session.vault).set_aside

    after = staff.leave(house, session, who.id)

    assert len(aside) == 1
    assert after.key != session.key
    assert not is_due(after.vault)
    with pytest.raises(ChainError):
        after.vault.verify()
    after.close()
    first(house).close()


def test_a_new_recovery_code_with_a_gap_keeps_nobody_out(house: House, session: Session) -> None:
    torn(house)
    take_in(house, session.vault)

    code = recovery_code.renew(house, session)

    session.close()
    later = first(house)
    assert not is_due(later.vault)
    assert later.key != session.key
    later.close()
    sign_in_with_recovery(house, code).close()


def test_whatever_hinders_the_new_key_hinders_no_sign_in(
    house: House, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = ana(house, session)

    def refuses(*_args: object) -> None:
        raise ChainError("Something is wrong", advice="Ask for help.")

    monkeypatch.setattr("distressapp.service.rotation.copied", refuses)
    after = staff.leave(house, session, who.id)
    after.close()
    later = first(house)

    assert is_due(later.vault)
    assert later.key == session.key
    later.close()
