"""What the self-check looks at, as far as it could be opened."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from distressapp.core.errors import ExpectedError
from distressapp.paths import Folder
from distressapp.service.access import Session
from distressapp.service.house import House


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A clinic's folder.

    Attributes:
        now: Aware.
        house: None where it cannot be opened: what can be said without it is said.
        session: None where nobody signed in: then the vault stays shut.
        why_not: Why the house cannot be opened.
        root: Where the system's own files are looked for.
    """

    folder: Folder
    now: datetime
    house: House | None = None
    session: Session | None = None
    why_not: ExpectedError | None = None
    root: Path = Path("/")
