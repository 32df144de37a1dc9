"""Make a release: `keygen` once, then `release` for each version; `sign` for a package alone.

`release` refuses whatever is not committed, tagged and written up; builds everything twice and
compares; and leaves packages, bills of materials, checksums and the signed update in one folder.
Run it with the project's own interpreter, in which the program's packages are.
"""

import argparse
import getpass
import os
import re
import shutil
import sys
from base64 import b64encode
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import bom
import buildroom
import changelog
import contents
import sameness
import tree

sys.path.insert(0, str(tree.ROOT))

from distressapp import __version__
from distressapp.core.errors import ExpectedError
from distressapp.core.releases import Release, version, version_of_package
from distressapp.keys.passphrase import check_passphrase
from distressapp.keys.release import SigningPair, new_signing_pair, pair_from_release_file
from distressapp.releases import bundle
from distressapp.service.updates import OURS


class NotReadyError(Exception):
    """Something of a release is missing; the text says what."""


OUT: Final = tree.ROOT / "build" / "release"
OLDEST: Final = "0.1.0"
"""The least version whose clinics this one can take over at once."""

SUMS: Final = "SHA256SUMS"
_SAID: Final = (
    NotReadyError,
    buildroom.NotBuiltError,
    contents.UnknownFileError,
    ExpectedError,
)
"""What a release fails by, as a sentence."""

_HEAD: Final = re.compile(r"^## (\S+), (\S+)$", re.MULTILINE)


def make_pair(name: str, folder: Path, words: str) -> tuple[Path, Path]:
    """Write a new pair: the private half under words, the public half to be given out.

    Raises:
        ExpectedError: The words are weak.
        OSError: There is a pair already, or the folder cannot be written.
    """
    check_passphrase(words)
    pair = new_signing_pair(name)
    private, public = folder / f"{pair.public.id}.key", folder / f"{pair.public.id}.pub"
    with os.fdopen(os.open(private, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pair.as_file(words))
    public.write_bytes(pair.public.as_file())
    return private, public


def make_update(package: Path, changes: Path, pair: SigningPair, out: Path, *, oldest: str) -> Path:
    """Write the signed update of a package, `distressapp-VERSION.update`.

    Args:
        oldest: The least version that it can replace.

    Raises:
        NotReadyError: The package is not this program's, of this source's version.
    """
    fields = buildroom.run(
        "dpkg-deb", "--show", "--showformat=${Package} ${Version} ${Architecture}", package
    ).split()
    if fields[0] != "distressapp" or version_of_package(fields[1]) != version(__version__):
        raise NotReadyError(f"{package.name} is not version {__version__} of this program.")
    made = out / f"distressapp-{__version__}{bundle.ENDING}"
    release = Release(
        version=version(__version__),
        oldest=version(oldest),
        schemas=OURS,
        machine=fields[2],
        made=datetime.fromtimestamp(tree.epoch(), UTC).date().isoformat(),
        package=bundle.part_of(package),
        changes=bundle.part_of(changes),
    )
    made.unlink(missing_ok=True)
    bundle.write(made, release, [package, changes], lambda each: (pair.public.id, pair.sign(each)))
    return made


def check_ready(root: Path, wanted: str) -> None:
    """Nothing where everything is committed, tagged and written up for that version.

    Raises:
        NotReadyError: It is not, and in what.
    """
    if _git(root, "status", "--porcelain"):
        raise NotReadyError("Something is not committed; git status names it.")
    tags = _git(root, "tag", "--points-at", "HEAD").split()
    if f"v{wanted}" not in tags:
        raise NotReadyError(f"This commit is not tagged v{wanted}.")
    newest = _HEAD.search((root / "CHANGELOG.md").read_text(encoding="utf-8"))
    if newest is None or newest.group(1) != wanted or not _is_day(newest.group(2)):
        raise NotReadyError(f"CHANGELOG.md does not begin with `## {wanted}, YEAR-MONTH-DAY`.")
    version(wanted)


def write_sums(folder: Path, pair: SigningPair) -> Path:
    """Write `SHA256SUMS` of all that is given out, and its signature beside it."""
    sums = folder / SUMS
    names = sorted(each.name for each in folder.iterdir() if each.is_file())
    lines = [
        f"{bundle.part_of(folder / name).sha256}  {name}\n"
        for name in names
        if not name.startswith(SUMS)
    ]
    sums.write_text("".join(lines), encoding="utf-8")
    signature = b64encode(pair.sign(sums.read_bytes())).decode()
    sums.with_name(f"{SUMS}.sig").write_text(f"{pair.public.id} {signature}\n", encoding="utf-8")
    return sums


def release(pair: SigningPair, out: Path, *, oldest: str) -> Path:
    """Everything of this version, in a folder of its own.

    Raises:
        NotReadyError: Something is missing, or two builds differ; then which files.
        buildroom.NotBuiltError: It cannot be built.
    """
    check_ready(tree.ROOT, __version__)
    builds = out / "first", out / "second"
    for each in builds:
        shutil.rmtree(each, ignore_errors=True)
        _say(f"Building in {each}.")
        script = tree.ROOT / "packaging" / "build.py"
        buildroom.run(sys.executable, script, "all", "--out", each)
    differing = sameness.differences(*builds)
    if differing:
        listed = "\n".join(differing)
        raise NotReadyError(f"Two builds of this commit differ:\n{listed}")
    _say("Both builds are the same, byte for byte.")
    made = out / __version__
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    for each in sameness.artefacts(builds[0]):
        shutil.copyfile(each, made / each.name)
    for each in builds[0].glob("*.constraints.txt"):
        shutil.copyfile(each, made / each.name)
    changes = Path(shutil.copyfile(changelog.SOURCE, made / changelog.SOURCE.name))
    shutil.copyfile(tree.ROOT / "docs" / "software.cdx.json", made / "source.cdx.json")
    for each in sameness.artefacts(made):
        if each.suffix in {".whl", ".deb"}:
            bom.write(each)
    (package,) = made.glob("*.deb")
    make_update(package, changes, pair, made, oldest=oldest)
    write_sums(made, pair)
    return made


def main() -> int:
    """Do what is asked for; the exit status is 0 when it is done."""
    asked = _asked()
    try:
        if asked.what == "keygen":
            private, public = make_pair(asked.name, asked.out, _words(asked, is_new=True))
            _say(f"{public} is to be committed to packaging/release-keys, and given to clinics.")
            _say(f"{private} decides what clinics install: keep it off every shared computer.")
            return 0
        pair = pair_from_release_file(asked.key.name, asked.key.read_bytes(), _words(asked))
        if asked.what == "sign":
            asked.out.mkdir(parents=True, exist_ok=True)
            made = make_update(
                asked.package, changelog.SOURCE, pair, asked.out, oldest=asked.oldest
            )
        else:
            made = release(pair, asked.out.resolve(), oldest=asked.oldest)
        _say(f"{made}")
    except (*_SAID, OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Make a release of this commit.")
    acts = parser.add_subparsers(dest="what", required=True)
    keygen = acts.add_parser("keygen", help="make a pair of keys, once")
    keygen.add_argument("name", help="whose it is, as clinics will read it")
    sign = acts.add_parser("sign", help="make the update of a package that is built")
    sign.add_argument("package", type=Path, metavar="DEB")
    every = acts.add_parser("release", help="check, build twice, compare, sign")
    for each in (sign, every):
        each.add_argument("--key", type=Path, required=True, help="the private half")
        each.add_argument("--oldest", default=OLDEST, help="least version that it replaces")
        each.add_argument("--out", type=Path, default=OUT)
    keygen.add_argument("--out", type=Path, default=Path())
    for each in (keygen, sign, every):
        each.add_argument("--words-fd", type=int, help="read the key's words from there")
    return parser.parse_args()


def _words(asked: argparse.Namespace, *, is_new: bool = False) -> str:
    if asked.words_fd is not None:
        with os.fdopen(os.dup(asked.words_fd), encoding="utf-8") as file:
            return file.readline().rstrip("\n")
    words = getpass.getpass("Words of the release key: ")
    if is_new and getpass.getpass("The same again: ") != words:
        raise NotReadyError("The two are not the same.")
    return words


def _git(root: Path, *words: str) -> str:
    return buildroom.run("git", "-C", root, *words).strip()


def _is_day(words: str) -> bool:
    try:
        date.fromisoformat(words)
    except ValueError:
        return False
    return True


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
