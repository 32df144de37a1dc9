"""The bill of materials: of what is really in a package, file by file."""

import hashlib
import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import bom
import contents
import pytest
import software

from tests.packages.packaged import run


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def files_in(component: dict[str, Any]) -> dict[str, str]:
    """Every file that a component and its parts name, with its digest."""
    found = {}
    for each in component.get("components", []):
        if each["type"] == "file":
            found[each["name"]] = each["hashes"][0]["content"]
        found |= files_in(each)
    return found


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("distressapp", "distressapp"),
        ("distressapp.exe", "distressapp"),
        ("lib/distressapp/resources/fonts/NotoSans-Regular.ttf", "distressapp"),
        ("session/rc.xml", "distressapp"),
        ("lib/libpython3.11.so.1.0", "Python"),
        ("lib/python3.11/lib-dynload/_json.so", "Python"),
        ("lib/base_library.zip", "Python"),
        ("lib/modules", "distressapp"),
        ("lib/PySide6/Qt/lib/libQt6Core.so.6", "pyside6-essentials"),
        ("lib/pillow.libs/libjpeg-1.so", "pillow"),
        ("lib/_cffi_backend.cpython-311-x86_64-linux-gnu.so", "cffi"),
        ("lib/libffi.so.8", "lib:libffi.so.8"),
        ("lib/python311.dll", "Python"),
        ("lib/VCRUNTIME140.dll", "Python"),
        ("lib/_socket.pyd", "Python"),
        ("lib/_cffi_backend.cp311-win_amd64.pyd", "cffi"),
        ("lib/readme.txt", ""),
        ("left-over.log", ""),
        ("lib/strange/thing.bin", ""),
    ],
)
def test_each_file_of_a_frozen_folder_has_the_owner_that_made_it(name: str, owner: str) -> None:
    assert contents.owner(name) == owner


def test_a_file_that_nobody_made_stops_the_bill(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "distressapp").write_bytes(b"program")
    (tmp_path / "lib" / "left-over.log").write_bytes(b"?")

    with pytest.raises(contents.UnknownFileError, match=r"lib/left-over\.log"):
        contents.held(tmp_path)


def test_every_package_that_can_be_inside_is_in_the_lock_file() -> None:
    assert set(contents.HOLDS.values()) <= set(software.PARTS)


def test_the_bill_of_a_wheel_names_its_files_and_what_it_was_tested_with(tmp_path: Path) -> None:
    made = tmp_path / "distressapp-0.1.0-py3-none-any.whl"
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("distressapp/__init__.py", b"1")

    found = json.loads(bom.write(made).read_text(encoding="utf-8"))

    locked = software.pins(software.LOCK.read_text(encoding="utf-8"))
    assert files_in(found["metadata"]["component"]) == {"distressapp/__init__.py": sha256(b"1")}
    assert {each["name"]: each["version"] for each in found["components"]} == locked
    assert found["specVersion"] == "1.6"


def test_the_bill_of_the_frozen_program_names_every_file_once_with_its_digest(
    frozen: Path,
) -> None:
    wanted = dict(contents.walked(frozen))
    wanted.pop(bom.INSIDE.as_posix())

    found = bom.of_folder(frozen)

    whole = {"components": [found["metadata"]["component"], *found["components"]]}
    refs = [each["bom-ref"] for each in found["components"]]
    assert files_in(whole) == wanted
    assert len(refs) == len(set(refs))
    assert found["dependencies"] == [{"ref": "distressapp", "dependsOn": refs}]


def test_the_frozen_program_shows_its_own_bill(frozen: Path) -> None:
    shown = json.loads((frozen / bom.INSIDE).read_text(encoding="utf-8"))

    assert shown == bom.of_folder(frozen)


def test_every_part_of_the_frozen_program_has_a_licence_to_read(frozen: Path) -> None:
    index = json.loads((frozen / bom.INSIDE.parent / "licences" / "index.json").read_bytes())
    readable = {each["name"] for each in index}
    by_system = {"libffi8": "libffi", "libsqlite3-0": "SQLite"}

    names = {each["name"] for each in bom.of_folder(frozen)["components"]}

    assert {by_system.get(name, name) for name in names} <= readable


def test_nothing_of_the_frozen_program_is_under_the_gpl_alone(frozen: Path) -> None:
    said = json.dumps(bom.of_folder(frozen)["components"])

    assert '"GPL-' not in said
    assert "libreadline" not in said


def test_the_frozen_program_says_what_it_is_and_shows_bill_and_licences(
    frozen: Path, tmp_path: Path
) -> None:
    said = run(frozen, "about", cwd=tmp_path)
    bill = run(frozen, "about", "--bom", cwd=tmp_path)
    licences = run(frozen, "about", "--licences", cwd=tmp_path)

    assert [each.returncode for each in (said, bill, licences)] == [0, 0, 0]
    assert "The packaged program, with its own Python and Qt inside." in said.stdout
    assert str(frozen / "lib" / "PySide6") in " ".join(said.stdout.split())
    assert bill.stdout == (frozen / bom.INSIDE).read_text(encoding="utf-8")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in licences.stdout


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="packs a Debian package")
def test_the_bill_of_a_debian_package_has_its_program_its_files_and_what_it_asks_for(
    frozen: Path, tmp_path: Path
) -> None:
    tree = tmp_path / "tree"
    shutil.copytree(frozen, tree / bom.INSTALLED, symlinks=True)
    (tree / "usr" / "bin").mkdir()
    (tree / "usr" / "bin" / "note").write_bytes(b"note")
    (tree / "DEBIAN").mkdir()
    fields = (
        "Package: distressapp\nVersion: 1\nArchitecture: all\nMaintainer: nobody <n@example.org>"
    )
    asked = "Depends: libc6 (>= 2.34), libgl1 | libgl1-other, cups-client:any\nDescription: one"
    (tree / "DEBIAN" / "control").write_text(f"{fields}\n{asked}\n", encoding="utf-8")
    made = tmp_path / "distressapp.deb"
    subprocess.run(["dpkg-deb", "-Znone", "--build", tree, made], check=True, capture_output=True)

    found = json.loads(bom.write(made).read_text(encoding="utf-8"))

    own = files_in(found["metadata"]["component"])
    asked_for = [each["name"] for each in found["components"] if each.get("scope") == "excluded"]
    assert own["/usr/bin/note"] == sha256(b"note")
    assert own["distressapp"] == dict(contents.walked(frozen))["distressapp"]
    assert asked_for == ["cups-client", "libc6", "libgl1"]
