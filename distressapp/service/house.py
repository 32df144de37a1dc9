"""The house: what the verbs are handed. `bootstrap` builds it; nothing here decides."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from distressapp.core.instrument import Instrument
from distressapp.core.record import Stamped
from distressapp.core.wording import Wording
from distressapp.keys.clinic import PublicKey
from distressapp.keys.pause import new_salt
from distressapp.keys.wrap import MODERATE
from distressapp.letterbox.letterbox import Letterbox
from distressapp.letterbox.lock import RoomLock
from distressapp.paths import Folder
from distressapp.printing.heard import Heard
from distressapp.service.memory import Memory, OwnMemory
from distressapp.service.recent import Recent
from distressapp.settings import Settings, hash_of


class Paused:
    """Sittings that wait for their patient, today and in memory only.

    Attributes:
        day: Whose sittings these are; at midnight they are forgotten.
        salt: Of the key that the two identifiers make.
        cost: What one try at the identifiers costs.
        sealed: Sitting id to its state, sealed under the identifiers.
    """

    def __init__(self) -> None:
        self.day: date | None = None
        self.salt = new_salt()
        self.cost = MODERATE
        self.sealed: dict[str, bytes] = {}


@dataclass(slots=True, kw_only=True)
class House:
    """An open data folder with the vault shut.

    Attributes:
        settings: As published; the settings verbs replace it.
        clock: The only clock; aware, UTC.
        new_id: Gives random 128-bit ids, 32 hexadecimal digits.
        definitions: Instrument id to the SHA-256 of its definition.
        wordings: `"hads.en"` to that wording, for the clinic's languages and for English.
        tickets: The ticket words.
        recent: Who answered what lately; unknown where the vault was never open.
        running: Ids of the sittings that run in this process.
        memory: What outlives this process where a keeper looks after it.
        published: Which file of settings was read last; None where nobody looks again.
        worded: The day for which the wordings were read: permissions begin and end.
        heard: What the print system said last, in the process that prints.
        lock: Of the kiosk's room; None where another program has it.
    """

    folder: Folder
    settings: Settings
    public: PublicKey
    letterbox: Letterbox
    instruments: Mapping[str, Instrument]
    definitions: Mapping[str, str]
    wordings: Mapping[str, Wording]
    program: str
    resources: Path
    tickets: tuple[str, ...]
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    recent: Recent = field(default_factory=Recent)
    paused: Paused = field(default_factory=Paused)
    running: set[str] = field(default_factory=set)
    memory: Memory = field(default_factory=OwnMemory)
    published: tuple[int, int, int] | None = None
    worded: date | None = None
    heard: Heard = field(default_factory=Heard)
    lock: RoomLock | None = None

    def today(self) -> date:
        """The clinic's local day."""
        return self.local(self.clock()).date()

    def local(self, at: datetime) -> datetime:
        """That time on the clinic's clock."""
        return at.astimezone(self.settings.zone)

    def local_ms(self, at_ms: int) -> datetime:
        """Those milliseconds of an entry of the journal on the clinic's clock."""
        return self.local(datetime.fromtimestamp(at_ms // 1000, UTC))

    def wording(self, instrument: str, language: str) -> Wording | None:
        """The words of an instrument in that language; None where there are none."""
        return self.wordings.get(f"{instrument}.{language}")

    def stamped(self, language: str) -> Stamped:
        """What a result made now, in that language, is made with."""
        found = {each: self.wording(each, language) for each in self.instruments}
        return Stamped(
            settings=hash_of(self.settings),
            program=self.program,
            definitions=self.definitions,
            wordings={
                each: f"{wording.stamp} {wording.sha256}"
                for each, wording in found.items()
                if wording is not None
            },
        )

    def close(self) -> None:
        """Close the files and let the room be opened again."""
        self.letterbox.close()
        if self.lock is not None:
            self.lock.release()
            self.lock = None
