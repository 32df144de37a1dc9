"""The bill of materials of what was built: CycloneDX 1.6, from what is really in it.

A frozen folder is walked file by file, a Debian package is unpacked and walked, a wheel is read.
The bill of the source is `docs/software.cdx.json`, which `software.py` makes.
"""

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import contents
import software
import tree

INSIDE: Final = Path("lib") / "distressapp" / "resources" / "software.cdx.json"
"""Where the frozen program keeps its own bill; it is not named in it."""

INSTALLED: Final = Path("usr") / "lib" / "distressapp"
"""Where the Debian package has the frozen program."""

BUILDER: Final = tree.ROOT / "build" / "venv-packages" / "bin" / "python"
END: Final = ".cdx.json"

Json = dict[str, Any]


def of_folder(folder: Path, *, python: Path = BUILDER) -> Json:
    """The bill of a frozen program.

    Args:
        python: The interpreter that has the PyInstaller which froze it.

    Raises:
        contents.UnknownFileError: Something in it has no owner that we know.
    """
    files = [each for each in contents.held(folder) if each.name != INSIDE.as_posix()]
    owners = {each.owner for each in files} | set(contents.modules(folder, python))
    own = sorted(owners - {contents.OURS})
    components = [_part(name, _files(files, name)) for name in own]
    if not contents.is_bundled(folder):
        components.append(_loader())
    return _bill(_files(files, contents.OURS), components, at=_time_of(folder))


def of_wheel(made: Path) -> Json:
    """The bill of a wheel: its files, and the packages that it asks for as they were tested."""
    with zipfile.ZipFile(made) as archive:
        files = [
            _file(name, hashlib.sha256(archive.read(name)).hexdigest())
            for name in sorted(archive.namelist())
        ]
    locked = software.pins(software.LOCK.read_text(encoding="utf-8"))
    asked = [software.component(name, found) for name, found in sorted(locked.items())]
    return _bill(files, asked, at=tree.epoch())


def of_deb(made: Path, *, python: Path = BUILDER) -> Json:
    """The bill of a Debian package: the program in it, its other files, and what it depends on.

    Raises:
        contents.UnknownFileError: Something in the program has no owner that we know.
    """
    unpack = shutil.which("dpkg-deb") or "dpkg-deb"
    with tempfile.TemporaryDirectory() as held:
        root = Path(held)
        subprocess.run([unpack, "-x", made, root], check=True)  # noqa: S603  (found, and our file)
        found = of_folder(root / INSTALLED, python=python)
        others = [
            _file(f"/{name}", digest)
            for name, digest in contents.walked(root)
            if not Path(name).is_relative_to(INSTALLED)
        ]
    asked = subprocess.run(  # noqa: S603  (found, and our file)
        [unpack, "-f", made, "Depends"], check=True, capture_output=True, text=True
    )
    found["metadata"]["component"]["components"] += others
    found["components"] += [_system(name) for name in _names(asked.stdout)]
    found["dependencies"][0]["dependsOn"] = [each["bom-ref"] for each in found["components"]]
    return found


def put(folder: Path, *, python: Path = BUILDER) -> None:
    """Give a frozen program its own bill, in the place of the source's."""
    (folder / INSIDE).write_text(_text(of_folder(folder, python=python)), encoding="utf-8")


def write(made: Path, *, python: Path = BUILDER) -> Path:
    """The bill of a folder, a wheel or a Debian package, as a file beside it."""
    if made.is_dir():
        found = of_folder(made, python=python)
    else:
        found = of_wheel(made) if made.suffix == ".whl" else of_deb(made, python=python)
    beside = made.with_name(made.name + END)
    beside.write_text(_text(found), encoding="utf-8")
    return beside


def _text(bill: Json) -> str:
    return json.dumps(bill, indent=1, ensure_ascii=False) + "\n"


def _time_of(folder: Path) -> int:
    """The second that the program in that folder was made of, as it says itself."""
    made = folder / INSIDE.with_name(tree.MARK.name)
    if not made.exists():  # frozen from a tree that is in no commit
        return tree.epoch()
    return int(json.loads(made.read_text(encoding="utf-8"))["time"])


def _bill(own: Sequence[Json], components: Sequence[Json], *, at: int) -> Json:
    version = software.own_version()
    time = datetime.fromtimestamp(at, tz=UTC).isoformat().replace("+00:00", "Z")
    ours = {
        "type": "application",
        "bom-ref": "distressapp",
        "name": "distressapp",
        "version": version,
        "licenses": [software.licence("Apache-2.0")],
        "components": list(own),
    }
    refs = [each["bom-ref"] for each in components]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"timestamp": time, "component": ours},
        "components": list(components),
        "dependencies": [{"ref": "distressapp", "dependsOn": refs}],
    }


def _part(name: str, files: Sequence[Json]) -> Json:
    if name == contents.PYTHON:
        found: Json = {
            "type": "framework",
            "bom-ref": "python",
            "name": "Python",
            "version": _python_version(),
            "licenses": [software.licence("PSF-2.0")],
        }
    elif name.startswith("lib:"):
        found = _library(name.removeprefix("lib:"))
    else:
        locked = software.pins(software.LOCK.read_text(encoding="utf-8"))
        found = dict(software.component(name, locked[name]))
        found["scope"] = "required"
    found["components"] = [*found.get("components", ()), *files]
    return found


def _library(file: str) -> Json:
    brought = contents.of_system(file)
    if not brought:
        return {"type": "library", "bom-ref": f"lib/{file}", "name": file}
    purl = f"pkg:deb/debian/{brought['name']}@{brought['version']}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": brought["name"],
        "version": brought["version"],
        "purl": purl,
    }


def _loader() -> Json:
    return {
        "type": "library",
        "bom-ref": "pyinstaller-bootloader",
        "name": contents.LOADER,
        "licenses": [{"expression": "GPL-2.0-or-later WITH Bootloader-exception"}],
    }


def _system(name: str) -> Json:
    purl = f"pkg:deb/debian/{name}"
    return {"type": "library", "bom-ref": purl, "name": name, "purl": purl, "scope": "excluded"}


def _names(depends: str) -> list[str]:
    """The first name of each alternative of a `Depends` field."""
    return sorted({re.split(r"[\s(|:]", each.strip())[0] for each in depends.split(",")} - {""})


def _files(held: Iterable[contents.Held], owner: str) -> list[Json]:
    return [_file(each.name, each.sha256) for each in held if each.owner == owner]


def _file(name: str, sha256: str) -> Json:
    digest: Mapping[str, str] = {"alg": "SHA-256", "content": sha256}
    return {"type": "file", "bom-ref": f"file:{name}", "name": name, "hashes": [digest]}


def _python_version() -> str:
    return ".".join(map(str, sys.version_info[:3]))


def main() -> int:
    """Write the bill of each thing that was built; the exit status is 0 when they stand there."""
    parser = argparse.ArgumentParser(description="Write the bill of materials of what was built.")
    parser.add_argument("made", type=Path, nargs="+", help="a frozen folder, a wheel or a .deb")
    try:
        for each in parser.parse_args().made:
            sys.stdout.write(f"{write(each)}\n")
    except (contents.UnknownFileError, subprocess.CalledProcessError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
