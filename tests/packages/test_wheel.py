"""The wheel: all of the program, nothing of the machine, and it runs far from its source."""

import json
import os
import subprocess
import tarfile
import zipfile
from pathlib import Path
from typing import Final

import pytest
import tree
import wheel

from tests.packages.builders import NoBuilderError, bare, builder, installed, into
from tests.rigs import rounds

LONG: Final = 300
LINE: Final = {"id": 1, "instrument": "dt", "coding": "index", "answers": {"rating": 7}}


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    try:
        return builder(tmp_path_factory.mktemp("builder"))
    except NoBuilderError as error:
        pytest.skip(f"setuptools is not to be had: {error}")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as it is now: somebody may be working on it while the tests run."""
    copied = tmp_path_factory.mktemp("source") / "project"
    tree.copy(tree.files(), copied)
    tree.mark(copied)
    return copied


@pytest.fixture(scope="module")
def made(python: Path, source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wheel.build(tmp_path_factory.mktemp("made"), python=python, root=source)


@pytest.fixture(scope="module")
def commands(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return installed(made, tmp_path_factory.mktemp("installed") / "with spaces")


def run(commands: Path, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """The installed command, started in its own folder and told nothing of the source."""
    clean = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        [str(commands / "distressapp"), *words],
        cwd=commands,
        env=clean,
        input=given,
        check=False,
        capture_output=True,
        text=True,
        timeout=LONG,
    )


def test_the_wheel_holds_every_module_and_every_resource_and_nothing_else(
    source: Path, made: Path
) -> None:
    names = {str(path) for path in tree.files(source)}
    code = {name for name in names if name.startswith("distressapp/")}
    wanted = code | {f"distressapp/{name}" for name in names if name.startswith("resources/")}

    with zipfile.ZipFile(made) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}

    assert held == wanted


def test_two_builds_of_one_tree_give_the_same_bytes(
    python: Path, source: Path, made: Path, tmp_path: Path
) -> None:
    (archive,) = made.parent.glob("*.tar.gz")

    again = wheel.build(tmp_path, python=python, root=source)

    (second,) = tmp_path.glob("*.tar.gz")
    assert again.read_bytes() == made.read_bytes()
    assert second.read_bytes() == archive.read_bytes()


def unpack(packed: tarfile.TarFile, into: Path) -> None:
    """All of our own archive; Python 3.11.2, which Debian 12 has, knows no filter yet."""
    careful = getattr(tarfile, "data_filter", None)
    if careful is not None:
        packed.extraction_filter = careful
    packed.extractall(into)  # noqa: S202  (made here)


def test_the_source_archive_gives_the_same_wheel(
    python: Path, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (archive,) = made.parent.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        unpack(packed, tmp_path)
    (unpacked,) = tmp_path.iterdir()
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    again = wheel.build(tmp_path / "made", python=python, root=unpacked)

    assert again.read_bytes() == made.read_bytes()


def test_the_source_archive_names_nobody(made: Path) -> None:
    (archive,) = made.parent.glob("*.tar.gz")

    with tarfile.open(archive) as packed:
        owners = {(each.uname, each.gname, each.uid, each.gid) for each in packed.getmembers()}

    assert owners == {("", "", 0, 0)}


def test_an_installed_wheel_starts_by_its_name(commands: Path) -> None:
    said = run(commands, "--version")

    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.split()[-1] == wheel_version(commands)


def wheel_version(commands: Path) -> str:
    """The version that the installed package's folder wears."""
    (folder,) = commands.parent.glob("lib/python3.*/site-packages/distressapp-*.dist-info")
    return folder.name.removesuffix(".dist-info").partition("-")[2]


def test_an_installed_wheel_finds_its_instruments(commands: Path) -> None:
    said = run(commands, "score", "-", given=json.dumps(LINE) + "\n")

    answer = json.loads(said.stdout)
    assert answer["scales"]["rating"]["value"] == 7


def test_the_tested_versions_stand_beside_the_wheel(made: Path) -> None:
    beside = made.parent / f"{made.stem}.constraints.txt"

    lines = beside.read_text(encoding="utf-8").splitlines()

    names = [line.partition("==")[0] for line in lines]
    assert {"reportlab", "pyside6-addons", "pyside6-essentials"} <= set(names)
    assert len(names) == len(set(names))


def test_without_setuptools_the_build_says_so(tmp_path: Path) -> None:
    with pytest.raises(wheel.NotBuiltError, match="There is no interpreter"):
        wheel.build(tmp_path, python=tmp_path / "none")


@pytest.mark.skipif(not rounds.is_full(), reason="a whole installation; make rigs goes round it")
def test_pipx_installs_it_with_the_voice_and_a_sitting_goes_through(
    made: Path, tmp_path: Path
) -> None:
    python = bare(tmp_path / "pipx")
    if into(python, "install", "--quiet", "pipx").returncode != 0:
        pytest.skip("pipx is not to be had")
    beside = made.parent / f"{made.stem}.constraints.txt"
    homes = {"PIPX_HOME": str(tmp_path / "home"), "PIPX_BIN_DIR": str(tmp_path / "bin")}

    done = subprocess.run(
        [str(python), "-m", "pipx", "install", f"{made}[voice]", f"--pip-args=-c {beside}"],
        env={**os.environ, **homes},
        check=False,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr
    said = run(tmp_path / "bin", "demo", "--headless", "--out", str(tmp_path / "out"))
    assert said.returncode == 0, said.stderr
    assert (tmp_path / "out" / "summary.pdf").read_bytes().startswith(b"%PDF")
    inside = tmp_path / "home" / "venvs" / "distressapp" / "bin" / "python"
    voice = subprocess.run([inside, "-c", "import PySide6.QtTextToSpeech"], check=False)
    assert voice.returncode == 0
