"""Signing in: the vault opens for whoever is listed in it, and for nobody else."""

import unicodedata
from collections.abc import Sequence
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.roles import Act, Role, may
from distressapp.core.stores import (
    StoreDamagedError,
    StoreError,
    WrongPassphraseError,
    missing,
)
from distressapp.keys import staff
from distressapp.keys.clinic import CannotOpenError, PrivateKey
from distressapp.keys.recovery import pair_of
from distressapp.keys.wrap import derived_key
from distressapp.paths import Folder
from distressapp.service import damage, keyfiles
from distressapp.service.copying import before_upgrade
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.posting import NOBODY, News
from distressapp.service.rotation import settle
from distressapp.text import _
from distressapp.vault import members
from distressapp.vault.connection import begins_as_under
from distressapp.vault.logs import has_lost_commits
from distressapp.vault.members import Member
from distressapp.vault.staffing import RECOVERY
from distressapp.vault.vault import Vault

_SALT: Final = bytes(16)


class NotAllowedError(ExpectedError):
    """The role of whoever is signed in does not do that."""


class NobodyNamedError(ExpectedError):
    """Several people may sign in, and it was not said who does."""


class SignInAgainError(ExpectedError):
    """What was kept for a shorter way in opens nothing any more."""


@frozen(repr=False)
class Session:
    """The vault, open for one member.

    Attributes:
        member: Who signed in.
        key: The vault's own; to be wrapped under a PIN, and for nothing else.
    """

    vault: Vault
    member: Member
    key: bytes

    def close(self) -> None:
        """Shut the vault."""
        self.vault.close()


def sign_in(house: House, passphrase: str, *, name: str = "") -> Session:
    """Open the vault; that somebody did is an entry.

    Args:
        name: Of the member; may be left out while there is only one.

    Raises:
        WrongPassphraseError: It does not open: another passphrase, nobody of that name, or a
            wrap that somebody changed. Which of them is not said.
        NobodyNamedError: There are several members.
        StoreError: A file cannot be used, or the public key beside the vault is not its own.
    """
    return let_in(house, proven(house.folder, passphrase, name=name))


def proven(folder: Folder, passphrase: str, *, name: str = "") -> tuple[PrivateKey, ...]:
    """The pairs that a passphrase opens, for `let_in`; this is the part that takes its time.

    It reads `wraps/` and nothing else, so it may run in a thread.

    Args:
        name: As `sign_in`.

    Returns:
        None at all where the passphrase is another one.

    Raises:
        NobodyNamedError: There are several members.
        StoreError: There is no wrap, or a newer one.
    """
    return _pairs(folder, passphrase, name)


def let_in(house: House, pairs: Sequence[PrivateKey]) -> Session:
    """Open the vault for whoever proved one of these pairs; that somebody did is an entry.

    Raises:
        WrongPassphraseError, StoreError: As `sign_in`.
    """
    for pair in pairs:
        with keyfiles.vault_lock(house.folder):
            found = _of_member(house, pair)
        if found is not None:
            return _entered(house, found, how="passphrase")
    raise _refused()


def sign_in_with_recovery(house: House, code: str) -> Session:
    """Open the vault with the code on paper, as an administrator.

    Raises:
        NotARecoveryCodeError: It is mistyped.
        WrongPassphraseError: It is not the code of this vault.
        StoreError: As `sign_in`.
    """
    pair = pair_of(code)
    with keyfiles.vault_lock(house.folder):
        found = _of_recovery(house, pair)
    if found is None:
        for each in keyfiles.other_versions(house.folder):
            if each.member == RECOVERY:
                raise each.error
        raise WrongPassphraseError(
            _("That recovery code does not open the vault"),
            advice=_("It is of another clinic, or of an earlier day: look for the newest paper."),
        )
    return _entered(house, found, how="recovery")


def session_from_key(house: House, key: bytes, member_id: str) -> Session:
    """Open the vault with a key that was kept under a PIN.

    Raises:
        SignInAgainError: The vault has a new key, or that member has left.
        StoreError: As `sign_in`.
    """
    with keyfiles.vault_lock(house.folder):
        sealed = [each for found in keyfiles.wraps(house.folder) for each in found.wrap.vault]
        found = None
        if staff.key_id(key) in {each.key for each in sealed}:
            found = _opened(house, [key], member_id, None)
    if found is None:
        raise SignInAgainError(
            _("The PIN opens nothing any more"), advice=_("Sign in with the passphrase.")
        )
    return _entered(house, found, how="pin")


@frozen(repr=False)
class Unlocked:
    """What a passphrase or the recovery code opens in a folder, before any vault was asked.

    Attributes:
        member: Id of the member; `"recovery"` for the recovery code.
        keys: Of the vault, the newest first.
    """

    folder: Folder
    member: str
    public: bytes
    keys: tuple[bytes, ...]


def unlocked(folder: Folder, passphrase: str, *, name: str = "") -> tuple[Unlocked, ...]:
    """Keys that stand in the wraps of a folder, for a restore: whose vault it is shows later.

    Raises:
        NobodyNamedError: There are several members.
        StoreError: There is no wrap, or a newer one.
    """
    pairs = {each.public.public: each for each in _pairs(folder, passphrase, name)}
    return tuple(
        Unlocked(
            folder=folder,
            member=wrap.member,
            public=wrap.public.public,
            keys=staff.opened_keys(wrap.vault, pairs[wrap.public.public]),
        )
        for wrap in (each.wrap for each in keyfiles.wraps(folder))
        if wrap.public.public in pairs
    )


def unlocked_with_recovery(folder: Folder, code: str) -> tuple[Unlocked, ...]:
    """As `unlocked`, with the code on paper.

    Raises:
        NotARecoveryCodeError: It is mistyped.
        StoreError: A newer version of the program wrote the wrap.
    """
    pair = pair_of(code)
    return tuple(
        Unlocked(
            folder=folder,
            member=RECOVERY,
            public=pair.public.public,
            keys=staff.opened_keys(wrap.vault, pair),
        )
        for _path, wrap in keyfiles.recovery_wraps(folder)
        if wrap.public == pair.public
    )


def listed(vault: Vault, member_id: str) -> Member | None:
    """Who may open the vault under that id, as it says itself; None for a leaver and a stranger.

    Args:
        member_id: `"recovery"` for whoever holds the recovery code: an administrator.
    """
    if member_id == RECOVERY:
        return Member(
            id=RECOVERY,
            name=_("Recovery key"),
            role=Role.ADMINISTRATOR,
            public=members.recovery_public(vault),
        )
    who = members.member(vault, member_id)
    return None if who is None or who.has_left else who


def check_may(session: Session, act: Act) -> None:
    """Nothing where the member's role does that; the role as the vault has it now.

    Raises:
        NotAllowedError: It does not, or the member has left meanwhile.
    """
    who = listed(session.vault, session.member.id)
    if who is None or not may(who.role, act):
        raise NotAllowedError(
            _("Your role does not do that here"),
            advice=_("Ask an administrator to do it, or to change your role."),
        )


def spelt_name(name: str) -> str:
    """The one spelling of a name, to compare: capitals and blanks do not count."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _pairs(folder: Folder, passphrase: str, name: str) -> tuple[PrivateKey, ...]:
    """What the passphrase opens; it takes as long where nobody has that name."""
    wraps = keyfiles.wraps(folder)
    meant = _meant(wraps, name)
    if not meant:
        _explain_none(folder, name)
        if wraps:
            derived_key(passphrase, salt=_SALT, cost=wraps[0].wrap.private.cost)
    found: list[PrivateKey] = []
    for each in meant:
        try:
            found.append(staff.private_half(each.wrap, passphrase))
        except CannotOpenError:
            continue
    return tuple(found)


def _meant(wraps: Sequence[keyfiles.Found], name: str) -> tuple[keyfiles.Found, ...]:
    """The wraps of whoever is named, or of the only one there is."""
    if name.strip():
        return tuple(each for each in wraps if spelt_name(each.wrap.name) == spelt_name(name))
    # Somebody who waits for the vault may be somebody whom a crash kept from coming.
    there = {each.wrap.member for each in wraps if not each.is_next}
    there = there or {each.wrap.member for each in wraps}
    if len(there) > 1:
        raise NobodyNamedError(
            _("It was not said who signs in"), advice=_("Say who with --as NAME.")
        )
    return tuple(each for each in wraps if each.wrap.member in there)


def _explain_none(folder: Folder, name: str) -> None:
    """Say why there is no wrap, where the files tell it.

    Raises:
        StoreError: It is of another version; or there is nobody's at all.
    """
    for each in keyfiles.other_versions(folder):
        is_meant = not name.strip() or spelt_name(each.name) == spelt_name(name)
        if is_meant and each.member != RECOVERY:
            raise each.error
    if keyfiles.has_members(folder):
        return
    if not folder.vault.exists():
        raise missing(folder.wraps.name)
    raise StoreError(
        _("{name} holds no key of anybody").format(name=folder.wraps.name),
        advice=_(
            "Leave the data folder as it is. `distressapp recovery use` lets somebody in with the "
            "recovery code, or restore the newest backup."
        ),
    )


def _of_member(house: House, pair: PrivateKey) -> Session | None:
    # Read again: the vault may have got another key while the passphrase was tried.
    wraps = [each.wrap for each in keyfiles.wraps(house.folder)]
    for wrap in wraps:
        if wrap.public == pair.public:
            keys = staff.opened_keys(wrap.vault, pair)
            return _opened(house, keys, wrap.member, pair.public.public)
    return None


def _of_recovery(house: House, pair: PrivateKey) -> Session | None:
    for _path, wrap in keyfiles.recovery_wraps(house.folder):
        if wrap.public == pair.public:
            keys = staff.opened_keys(wrap.vault, pair)
            return _opened(house, keys, RECOVERY, pair.public.public)
    return None


def _opened(
    house: House, keys: Sequence[bytes], member_id: str, public: bytes | None
) -> Session | None:
    """The session, everything put right that a crash left; None for who is not listed."""
    failed: list[bytes] = []
    # Asked before any key is tried: the first that looks into the log may make an end of it.
    is_log_damaged = has_lost_commits(house.folder.vault)
    for key in keys:
        try:
            vault = Vault.open(house.folder.vault, key, before_upgrade=before_upgrade(house, key))
        except StoreDamagedError:
            if begins_as_under(house.folder.vault, key):
                raise
            failed.append(key)
            continue
        try:
            who = listed(vault, member_id)
            if who is None or (public is not None and who.public != public):
                vault.close()
                return None
            if is_log_damaged:
                damage.remember(house, vault)
            settled, newest = settle(house, vault, key)
        except BaseException:
            vault.close()
            raise
        return Session(vault=settled, member=who, key=newest)
    _explain_another(house.folder, failed)
    return None


def _explain_another(folder: Folder, keys: Sequence[bytes]) -> None:
    """Say so where the file begins like none of these keys', and every wrap names one of them.

    Nothing here may be taken for proof that the file is damaged: what stands in `wraps/` can be
    put there by whoever may write there, and a damaged vault is replaced without being asked.

    Raises:
        StoreError: It is damaged in its first bytes, or another vault.
    """
    sealed = [each.vault for _path, each in keyfiles.recovery_wraps(folder)]
    sealed += [each.wrap.vault for each in keyfiles.wraps(folder)]
    named = {each.key for found in sealed for each in found}
    if keys and named <= {staff.key_id(each) for each in keys}:
        raise StoreError(
            _("{name} is not the vault of these keys, or its beginning is damaged").format(
                name=folder.vault.name
            ),
            advice=_(
                "Leave the data folder as it is, and restore the newest backup with `distressapp "
                "restore`: nothing is replaced here without being asked."
            ),
        )


def _entered(house: House, session: Session, *, how: str) -> Session:
    subject = NOBODY if session.member.id == RECOVERY else session.member.id
    news = News(kind="staff.signed_in", subject=subject, payload={"how": how})
    try:
        with session.vault.commit():
            append(house, session.vault, news)
    except StoreError:
        session.close()
        raise
    return session


def _refused() -> WrongPassphraseError:
    return WrongPassphraseError(
        _("That passphrase does not open the vault"),
        advice=_("Look at the name, and type it again; capital letters and blanks count."),
    )
