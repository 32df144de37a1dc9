"""The papers that Debian's tools read: the changelog, and who holds which rights."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import changelog
import copyrights
import pytest
import tree

EPOCH_S = 1_700_000_000
WHO = "somebody <somebody@example.org>"
TWO = """# Changes

Words before.

## 0.2.0, 2024-02-29

### New

- One thing, which goes on
  over two lines.

## 0.1.0, not yet released

- **The** first.
"""


def test_every_version_becomes_an_entry_that_dpkg_reads() -> None:
    made = changelog.debian(TWO, maintainer=WHO, epoch_s=EPOCH_S)

    assert made == (
        "distressapp (0.2.0) unstable; urgency=medium\n\n  [ New ]\n"
        "  * One thing, which goes on over two lines.\n\n"
        f" -- {WHO}  Thu, 29 Feb 2024 00:00:00 +0000\n\n"
        "distressapp (0.1.0) UNRELEASED; urgency=medium\n"
        "  * The first.\n\n"
        f" -- {WHO}  Tue, 14 Nov 2023 22:13:20 +0000\n"
    )


@pytest.mark.skipif(shutil.which("dpkg-parsechangelog") is None, reason="no dpkg-dev here")
def test_dpkg_reads_our_own_changelog(tmp_path: Path) -> None:
    text = changelog.SOURCE.read_text("utf-8")
    paper = tmp_path / "changelog"
    paper.write_text(changelog.debian(text, maintainer=WHO, epoch_s=EPOCH_S), encoding="utf-8")

    done = subprocess.run(
        ["dpkg-parsechangelog", "-l", paper], capture_output=True, text=True, check=True
    )

    assert done.stderr == ""
    assert re.search(r"^Source: distressapp$", done.stdout, re.MULTILINE)


def test_every_part_stands_in_the_paper_of_rights() -> None:
    index = json.loads((tree.ROOT / "resources" / "licences" / "index.json").read_text("utf-8"))

    paper = copyrights.paper(tree.ROOT / "resources")

    named = re.findall(r"^ (.+?)(?=[,:.]| \d)", paper, re.MULTILINE)
    assert {each["name"] for each in index} - {"distressapp"} <= set(named)


def test_every_licence_that_is_named_has_its_words() -> None:
    paper = copyrights.paper(tree.ROOT / "resources")

    blocks = paper.split("\n\n")
    used = {each.split("License: ")[1].split("\n")[0] for each in blocks if "\nLicense: " in each}
    explained = {each.split("\n")[0][9:] for each in blocks if each.startswith("License: ")}
    assert used == explained


def test_a_program_without_licences_is_not_packed(tmp_path: Path) -> None:
    with pytest.raises(copyrights.NoLicencesError):
        copyrights.paper(tmp_path)
