"""The list of software: as locked, as installed, without a part under the GPL."""

import json
import re
import subprocess
import sys
from typing import Final

import pytest
import software
import sqlcipher3
from PySide6.QtCore import qVersion

from tests.house.project import ROOT

GPL_ONLY: Final = re.compile(
    r"WaylandCompositor|Lottie|lottie|Timeline|[Vv]irtual[Kk]eyboard|Designer|/assistant|/linguist"
)
LOOK: Final = """
import pkgutil
from importlib import import_module
from PySide6.QtWidgets import QApplication
app = QApplication([])
import distressapp
for module in pkgutil.walk_packages(distressapp.__path__, "distressapp."):
    if not module.name.endswith("__main__"):
        import_module(module.name)
print("\\n".join({line.split()[-1] for line in open("/proc/self/maps")}))
"""


def locked() -> dict[str, str]:
    return software.pins(software.LOCK.read_text(encoding="utf-8"))


def test_both_lists_are_those_of_the_lock_file() -> None:
    wanted = software.made()

    found = {path: path.read_text(encoding="utf-8") for path in wanted}

    assert found == wanted


def test_a_package_without_a_line_is_refused() -> None:
    grown = locked() | {"left-pad": "1.3.0"}

    with pytest.raises(software.NotAsSaidError, match="left-pad is locked and has no line"):
        software.check(grown)


def test_a_line_without_a_package_is_refused() -> None:
    shrunk = {name: version for name, version in locked().items() if name != "cffi"}

    with pytest.raises(software.NotAsSaidError, match=r"cffi has a line .* and is not locked"):
        software.check(shrunk)


def test_another_version_than_the_installed_one_is_refused() -> None:
    with pytest.raises(software.NotAsSaidError, match=r"cffi is installed as .*, not 0\.1"):
        software.check(locked() | {"cffi": "0.1"})


def test_a_package_that_changes_its_licence_is_noticed() -> None:
    assert software.changed("cffi", "MIT-0") == ""
    assert "does not say MIT" in software.changed("cffi", "Proprietary")
    assert "speaks of the GPL" in software.changed("cffi", "MIT AND GPL-3.0-only")


def test_only_qt_is_under_copyleft() -> None:
    copyleft = {name for name, part in software.PARTS.items() if "GPL" in part.licence}

    assert copyleft == set(software.QT)


def test_the_machines_list_names_every_package_once_and_no_host() -> None:
    text = software.BILL.read_text(encoding="utf-8")

    bill = json.loads(text)

    refs = [each["bom-ref"] for each in bill["components"]]
    wanted = {software.purl(name, version) for name, version in locked().items()}
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert len(refs) == len(set(refs))
    assert {ref for ref in refs if ref.startswith("pkg:pypi/")} == wanted
    assert {each["ref"] for each in bill["dependencies"]} == wanted | {"distressapp"}
    assert "http" not in text


def test_what_is_compiled_in_has_the_version_it_says() -> None:
    vault = sqlcipher3.connect(":memory:")
    vault.execute("PRAGMA key = 'any'")

    (cipher,) = vault.execute("PRAGMA cipher_version").fetchone()
    (provider,) = vault.execute("PRAGMA cipher_provider_version").fetchone()
    (sqlite,) = vault.execute("SELECT sqlite_version()").fetchone()
    vault.close()

    said = {name: version for part in software.PARTS.values() for name, version, _ in part.within}
    assert (cipher.split()[0], provider.split()[1]) == (said["SQLCipher"], said["OpenSSL"])
    assert (sqlite, qVersion()) == (said["SQLite"], said["Qt"])


def test_every_package_is_asked_for_by_somebody() -> None:
    bill = json.loads(software.BILL.read_text(encoding="utf-8"))

    asked = {each for line in bill["dependencies"] for each in line["dependsOn"]}

    assert asked == {software.purl(name, version) for name, version in locked().items()}


@pytest.mark.skipif(sys.platform != "linux", reason="what a process has mapped is Linux's to tell")
def test_no_part_under_the_gpl_is_loaded() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOOK], cwd=ROOT, capture_output=True, text=True, check=False
    )

    mapped = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr
    assert [path for path in mapped if "libQt6Core" in path] != []
    assert [path for path in mapped if GPL_ONLY.search(path)] == []
