"""What can be wrong with the files that hold answers, each as a sentence for a person."""

from distressapp.core.errors import ExpectedError


class StoreError(ExpectedError):
    """A file of the data folder could not be used."""


class StoreFullError(StoreError):
    """The disk is full, or refused to write."""


class StoreReadOnlyError(StoreError):
    """The folder or the file cannot be written."""


class StoreDamagedError(StoreError):
    """The file is not what was written there."""


class StoreTooNewError(StoreError):
    """A newer version of the program wrote the file."""


class StoreTooOldError(StoreError):
    """An older version of the program wrote the file, and it was not brought up to date yet."""


class StoreBusyError(StoreError):
    """Another program holds the file."""


class RoomTakenError(StoreError):
    """The same room is open twice on one data folder."""


class WrongPassphraseError(ExpectedError):
    """The passphrase does not open the vault."""


class NotKeptError(ExpectedError):
    """An answer is held in memory only; the same question must stay up."""


def full(name: str) -> StoreFullError:
    """The disk took no more of the file of that name."""
    return StoreFullError(
        f"The disk would not take what was to be written to {name}",
        advice="Free some space on this computer's disk, or have the disk checked, then try again.",
    )


def read_only(name: str) -> StoreReadOnlyError:
    """The file of that name, or its folder, cannot be written."""
    return StoreReadOnlyError(
        f"{name} cannot be written",
        advice="Give the account that runs this program the right to write to the data folder.",
    )


def damaged(name: str) -> StoreDamagedError:
    """The file of that name does not read back as it was written."""
    return StoreDamagedError(
        f"{name} is damaged",
        advice="Stop using this computer for patients, keep the folder as it is, and restore the "
        "newest good backup.",
    )


def too_new(name: str, *, found: int, ours: int) -> StoreTooNewError:
    """A newer program wrote the file of that name; it is left as it is."""
    return StoreTooNewError(
        f"{name} was written by version {found}, and this is version {ours}",
        advice="Update the program on this computer, then start it again.",
    )


def too_old(name: str) -> StoreTooOldError:
    """An older program wrote the file of that name; it is left as it is."""
    return StoreTooOldError(
        f"{name} was written by an older version and is not brought up to date yet",
        advice="Start the kiosk on this folder once: that does it.",
    )


def busy(name: str) -> StoreBusyError:
    """Another program holds the file of that name."""
    return StoreBusyError(
        f"Another program is using {name}",
        advice="Wait a moment and try again; close the other program if it does not end.",
    )


def missing(name: str) -> StoreError:
    """There is no clinic in the folder."""
    return StoreError(
        f"{name} is not there, so this folder holds no clinic",
        advice="Run `distressapp setup` for this folder first, or name another with --data.",
    )
