"""Changing the program: one step after the other, each known before it is taken.

The record says what is under way before it begins. So after a crash the same command goes on: a
package is installed again, tried again, or put back again, and each of these may happen twice.
"""

import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.releases import Part, Schemas, Step, Version, can_read, standing
from distressapp.core.stores import StoreFullError, read_only
from distressapp.log import Event, note_in
from distressapp.releases.bundle import is_part, part_of
from distressapp.releases.children import Talk, done, owner_of, talking
from distressapp.releases.packages import Installed, PackageError
from distressapp.releases.record import Change, Kept, Record
from distressapp.releases.repacking import repack
from distressapp.service.trial import Secrets, Trial
from distressapp.service.update_notes import UPDATED, WENT_BACK
from distressapp.service.updates import OURS, Site, UpdateError, check_standing, opened
from distressapp.text import _

_TIMES: Final = 3
"""So many times a package's size is needed: itself, unpacked, and the one of before."""
_PACKED: Final = 4
"""A program's folder is about so many times as long as its package."""
_RESTORE_S: Final = 3600.0
_UNDISTURBED: Final = ("SIGINT", "SIGHUP", "SIGTERM")


class MustLoseError(UpdateError):
    """Going back would leave out what was written since, and nobody agreed to that."""


@frozen
class Updating:
    """One person's change of the program on one computer.

    Attributes:
        secrets: Asked for only where there is a clinic.
        tell: Hears each step, as a sentence.
    """

    here: Site
    secrets: Callable[[], Secrets]
    tell: Callable[[str], None]

    def install(self, path: Path | None) -> Version:
        """Bring the program up to date, or end what a crash interrupted; the version now.

        Args:
            path: The update; None to end what is under way.

        Raises:
            UpdateError: The program is as before; or the new one was no good and is gone again.
            ExpectedError: Nothing was changed, or the same command ends it.
        """
        record = self._begun()
        if record.change is not None:
            return self._go_on(record, record.change)
        if path is None:
            raise UpdateError(
                _("No update was interrupted, and none was named"),
                advice=_("Name the file: distressapp update install FILE."),
            )
        now = self._installed()
        with opened(self.here, path) as found, self._rooms_shut() as talk:
            release = found.release
            check_standing(
                standing(release, now.version, self.here.packages.machine()),
                new=release.version,
                installed=now.version,
            )
            self._check_room(release.package)
            package = replace(release.package, name=f"distressapp_{release.version}.deb")
            new = Kept(version=release.version, schemas=release.schemas, package=package)
            found.take(release.package, self.here.store.path(new))
            self.here.packages.check(self.here.store.path(new), release.version)
            note_in(self.here.store.log, Event.UPDATE_TAKEN)
            old = self._keep(now.version)
            backup = self._back_up(talk, old, new)
            change = Change(step=Step.REPLACING, old=old, new=new, backup=backup)
            self._know(Record(change=change, last=record.last))
            return self._replace(talk, change, record.last)

    def back(self, *, may_lose: bool) -> Version:
        """Put the program of before the last update back; the version now.

        Args:
            may_lose: What was written since may be left out, where it must be.

        Raises:
            MustLoseError: It must be, and may not; nothing was changed.
            ExpectedError: Nothing was changed, or the same command ends it.
        """
        record = self._begun()
        if record.change is not None:
            return self._go_on(record, record.change)
        last = self._last(record)
        self._check_kept(last.old)
        with self._rooms_shut() as talk:
            restores = self._must_restore(talk, last, may_lose=may_lose)
            change = replace(last, step=Step.RETURNING, restores=restores)
            self._know(Record(change=change, last=None))
            return self._return(talk, change)

    def _go_on(self, record: Record, change: Change) -> Version:
        self.tell(_("A change of the program was interrupted; it goes on."))
        with self._rooms_shut() as talk:
            if change.step is Step.REPLACING:
                return self._replace(talk, change, record.last)
            return self._return(talk, change)

    def _replace(self, talk: Talk | None, change: Change, last: Change | None) -> Version:
        store, packages = self.here.store, self.here.packages
        self.tell(_("Installing version {version}.").format(version=change.new.version))
        note_in(store.log, Event.UPDATE_REPLACING)
        try:
            self._put(change.new)
        except (PackageError, UpdateError) as error:
            now = packages.installed()
            if now == Installed(version=change.old.version, is_whole=True):
                self._know(Record(change=None, last=last))
                raise
            return self._fail(talk, change, error)
        self.tell(_("Trying it out on a copy; this takes a minute or two."))
        try:
            trial = Trial(here=self.here, version=change.new.version)
            trial.run(change.backup, self.secrets if change.backup else None)
        except ExpectedError as error:
            return self._fail(talk, change, error)
        # Noted first: twice in the journal is better than never.
        self._note(talk, UPDATED, change.old.version, change.new.version)
        note_in(store.log, Event.UPDATED)
        self._know(Record(change=None, last=change))
        self._forget_all_but(change.old, change.new)
        return change.new.version

    def _fail(self, talk: Talk | None, change: Change, error: ExpectedError) -> Version:
        self.tell(
            _("Version {version} is no good here: {why}.").format(
                version=change.new.version, why=error.message
            )
        )
        note_in(self.here.store.log, Event.UPDATE_FAILED)
        back = replace(change, step=Step.RETURNING)
        self._know(Record(change=back, last=None))
        version = self._return(talk, back)
        raise UpdateError(
            _("Version {new} did not pass its self-check, and {old} is back").format(
                new=change.new.version, old=version
            ),
            advice=_("No answer was touched; the kiosk may be opened. Tell the makers."),
        ) from error

    def _return(self, talk: Talk | None, change: Change) -> Version:
        store, old = self.here.store, change.old
        if change.step is Step.RETURNING:
            self.tell(_("Putting version {version} back.").format(version=old.version))
            note_in(store.log, Event.UPDATE_RETURNING)
            try:
                self._put(old)
                Trial(here=self.here, version=old.version).check_version()
            except ExpectedError as error:
                raise self._stuck(old, error) from error
            change = replace(change, step=Step.RESTORING)
            self._know(Record(change=change, last=None))
        if change.restores:
            self._restore(talk, change)
        self._note(talk, WENT_BACK, change.new.version, old.version)
        note_in(store.log, Event.WENT_BACK)
        self._know(Record(change=None, last=None))
        self._forget_all_but(old)
        return old.version

    def _restore(self, talk: Talk | None, change: Change) -> None:
        """The program of before puts its own backup in place; it shuts the rooms itself."""
        self.tell(_("Putting the backup of before the update in place."))
        if talk is not None:
            talk.ask({"do": "open"})
        root = self.here.folder.root
        done(
            [str(self.here.packages.program), "--data", str(root), "updating", "restore"],
            owner_of(root),
            said=self.secrets().table(backup=change.backup),
            limit_s=_RESTORE_S,
        )

    def _stuck(self, old: Kept, error: ExpectedError) -> UpdateError:
        return UpdateError(
            _("Version {version} could not be put back yet: {why}").format(
                version=old.version, why=error.message
            ),
            advice=_(
                "No answer was touched. Run `distressapp update back` again; if the program does "
                "not start, run it from {folder}."
            ).format(folder=self.here.store.rescue),
        )

    def _put(self, kept: Kept) -> None:
        """Install a package of the store, once it is seen to be whole."""
        self._check_kept(kept)
        self.here.packages.install(self.here.store.path(kept))

    def _check_kept(self, kept: Kept) -> None:
        path = self.here.store.path(kept)
        if not is_part(path, kept.package):
            raise UpdateError(
                _("{path} is damaged or gone").format(path=path),
                advice=_("Nothing was changed. Bring that package there again, or ask for help."),
            )

    def _begun(self) -> Record:
        """What is known, with the store made."""
        store = self.here.store
        try:
            for each in (store.root, store.packages, store.log):
                each.mkdir(mode=0o755, parents=True, exist_ok=True)
        except OSError as error:
            raise read_only(store.root.name) from error
        return store.read()

    def _know(self, record: Record) -> None:
        if record.change is not None:
            _go_undisturbed()
        self.here.store.write(record)

    def _installed(self) -> Installed:
        packages = self.here.packages
        found = packages.installed() if packages.is_there else None
        if found is None:
            raise UpdateError(
                _("This program was not installed from its package"),
                advice=_("Bring it up to date the way it was installed here."),
            )
        if not found.is_whole or packages.half_done():
            raise UpdateError(
                _("An installation on this computer was cut off"),
                advice=_(
                    "Nothing was changed. Let the computer's administrator run dpkg --configure -a,"
                    " then start this again."
                ),
            )
        return found

    def _keep(self, version: Version) -> Kept:
        """The package of what is installed, as it is now."""
        self.tell(_("Keeping version {version}, to go back to.").format(version=version))
        path = self.here.store.packages / f"distressapp_{version}.deb"
        repack(self.here.packages, path)
        note_in(self.here.store.log, Event.UPDATE_KEPT)
        return Kept(version=version, schemas=OURS, package=part_of(path))

    def _back_up(self, talk: Talk | None, old: Kept, new: Kept) -> str:
        if talk is None:
            self.tell(_("There is no clinic in {folder}.").format(folder=self.here.folder.root))
            return ""
        self.tell(_("Making a backup, and opening it to see that it is whole."))
        versions = {"old": str(old.version), "new": str(new.version)}
        found = talk.ask({"do": "back_up", **self.secrets().asked(), **versions})
        for each in found["warnings"]:
            self.tell(str(each))
        note_in(self.here.store.log, Event.BACKED_UP)
        return str(found["backup"])

    def _last(self, record: Record) -> Change:
        now, last = self._installed(), record.last
        if last is None or last.new.version != now.version:
            raise UpdateError(
                _("There is no update to go back from"),
                advice=_("Nothing was changed. Only the last update is kept, and only once."),
            )
        return last

    def _must_restore(self, talk: Talk | None, last: Change, *, may_lose: bool) -> bool:
        if talk is None:
            return False
        seen = talk.ask({"do": "look", **self.secrets().asked(), "backup": last.backup})
        found = Schemas(vault=seen["vault"], letterbox=seen["letterbox"])
        if can_read(last.old.schemas, found=found):
            return False
        if not seen["has_backup"]:
            raise UpdateError(
                _("The backup of before the update is not in the data folder"),
                advice=_(
                    "Nothing was changed. Put it back from the stick, under its own name: {name}."
                ).format(name=last.backup),
            )
        if not may_lose:
            raise MustLoseError(
                _what_is_lost(last.old.version, seen["entries"], seen["sittings"]),
                advice=_(
                    "Nothing was changed. Print what is needed first. With --lose-what-came-since "
                    "the backup of before the update is put in place, and what is there now goes "
                    "to quarantine, whole."
                ),
            )
        return True

    def _check_room(self, package: Part) -> None:
        needed = package.size * (_TIMES + _PACKED)
        if shutil.disk_usage(self.here.store.root).free < needed:
            raise StoreFullError(
                _("There is too little room on the disk for the update: it needs {size} MB").format(
                    size=needed // 1024 // 1024 + 1
                ),
                advice=_("Nothing was changed. Free some space, then start it again."),
            )

    def _note(self, talk: Talk | None, kind: str, old: Version, new: Version) -> None:
        """An entry in the journal, sealed; where the letterbox takes none, the log says it."""
        if talk is not None:
            talk.ask({"do": "note", "kind": kind, "old": str(old), "new": str(new)})

    def _forget_all_but(self, *kept: Kept) -> None:
        names = {each.package.name for each in kept}
        for path in self.here.store.packages.iterdir():
            if path.name not in names and path.is_file():
                path.unlink(missing_ok=True)

    @contextmanager
    def _rooms_shut(self) -> Iterator[Talk | None]:
        """Kiosk and staff's window stay shut inside; None where there is no clinic."""
        if not self.here.has_clinic:
            yield None
            return
        words = ("--data", str(self.here.folder.root), "updating", "keep")
        account = owner_of(self.here.folder.root)
        with talking((*self.here.itself, *words), account) as talk:
            talk.ask({"do": "shut"})
            yield talk


def _what_is_lost(version: Version, entries: int | None, sittings: int | None) -> str:
    if entries is None:
        return _(
            "Version {version} cannot read what the new one wrote. Going back would leave out "
            "everything since the update; how much that is only the new one can count"
        ).format(version=version)
    return _(
        "Version {version} cannot read what this one wrote. Going back would leave out {entries} "
        "entries since the update, {sittings} sittings among them"
    ).format(version=version, entries=entries, sittings=sittings)


def _go_undisturbed() -> None:
    """A terminal that is closed, or an impatient key, does not stop it half-way."""
    if threading.current_thread() is threading.main_thread():
        for name in _UNDISTURBED:
            signal.signal(getattr(signal, name), signal.SIG_IGN)
