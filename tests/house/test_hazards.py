"""The list of hazards: every control is shown by a test, or says which issue brings it."""

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.house.collecting import Marks, collect, known
from tests.house.hazards import LIST, OPEN, Control, controls, faults, lost, wholly_open
from tests.house.project import ROOT

HAZARDS: Final = 42
HEAD: Final = "number,hazard,cause,control,test\n"
SHOWN: Final = "tests/core/test_flags.py::test_no_flag_has_no_band"


@pytest.fixture(scope="module")
def marks(request: pytest.FixtureRequest) -> Marks:
    """Every test that the list names: from this run where it has them, else asked for."""
    return known(request.session, {name for control in controls() for name in control.tests})


def one(*shown: str, number: int = 1) -> Control:
    return Control(line=2, number=number, hazard="A fall", cause="Ice", control="Sand", shown=shown)


def test_every_hazard_says_its_cause_and_its_control() -> None:
    listed = controls()

    empty = [each.line for each in listed if not (each.hazard and each.cause and each.control)]
    numbers = list(dict.fromkeys(each.number for each in listed))

    assert empty == []
    assert numbers == list(range(1, len(numbers) + 1))
    assert [each.number for each in listed] == sorted(each.number for each in listed)
    assert len({(each.number, each.hazard) for each in listed}) == len(numbers)
    assert len(numbers) >= HAZARDS


def test_every_control_has_a_test_or_an_issue_that_brings_it(marks: Marks) -> None:
    assert faults(controls(), marks) == []


def test_hazards_that_nothing_controls_yet_are_listed_as_open() -> None:
    said = [line for line in OPEN.read_text(encoding="utf-8").splitlines() if line[:2] == "- "]

    assert said == wholly_open(controls())


@pytest.mark.parametrize(
    ("shown", "fault"),
    [
        ("tests/core/test_flags.py::test_that_was_removed", "is not collected"),
        ("tests/core/test_nowhere.py::test_no_flag_has_no_band", "is not collected"),
        ("test_no_flag_has_no_band", "is neither a test nor an issue"),
        ("issue 2", "is neither a test nor an issue"),
        ("", "is neither a test nor an issue"),
    ],
)
def test_a_line_that_names_nothing_is_convicted(
    request: pytest.FixtureRequest, shown: str, fault: str
) -> None:
    marks = known(request.session, {SHOWN})

    (sentence,) = faults([one(SHOWN, shown)], marks)

    assert sentence.startswith(f"line 2: {shown} {fault}")


def test_what_only_looks_like_a_test_is_not_collected(tmp_path: Path) -> None:
    path = tmp_path / "tests" / "part" / "test_x.py"
    path.parent.mkdir(parents=True)
    path.write_text(
        "import pytest\n"
        "# def test_in_a_comment(): ...\n"
        "class No:\n    def test_in_a_class(self): ...\n"
        "@pytest.mark.skip\ndef test_real(): ...\n"
    )

    found = collect(["tests/part/test_x.py", "tests/part/test_gone.py"], root=tmp_path)

    assert found == {"tests/part/test_x.py::test_real": frozenset({"skip"})}


def test_a_test_that_moved_is_convicted_with_its_new_place() -> None:
    moved = "tests/core/test_bands.py::test_no_flag_has_no_band"

    (sentence,) = faults([one(SHOWN)], {moved: frozenset()})

    assert sentence == f"line 2: {SHOWN} is not collected; {moved} is"


@pytest.mark.parametrize("mark", ["skip", "xfail"])
def test_a_test_that_is_marked_never_to_fail_is_convicted(mark: str) -> None:
    (sentence,) = faults([one(SHOWN)], {SHOWN: frozenset({mark})})

    assert sentence.endswith("is marked so that it cannot fail")


def test_a_control_without_a_test_that_passed_is_lost() -> None:
    two = one("tests/a/test_b.py::test_c", "tests/a/test_b.py::test_d")
    both = set(two.tests)

    assert lost([two], ran=both, passed=set()) != []
    assert lost([two], ran=both, passed={"tests/a/test_b.py::test_c"}) == []
    assert lost([two], ran={"tests/a/test_b.py::test_c"}, passed=set()) == []


@pytest.mark.parametrize(
    ("body", "status"), [("pass", 0), ("pytest.skip('no strace here')", 1), ("assert 0", 1)]
)
def test_a_run_in_which_a_control_was_skipped_ends_badly(
    tmp_path: Path, body: str, status: int
) -> None:
    folder = tmp_path / "tests" / "part"
    folder.mkdir(parents=True)
    (folder / "test_x.py").write_text(f"import pytest\ndef test_y():\n    {body}\n")
    (tmp_path / "list.csv").write_text(HEAD + "1,A,B,C,tests/part/test_x.py::test_y\n")
    (tmp_path / "conftest.py").write_text(
        f"import sys\nfrom pathlib import Path\nsys.path.insert(0, {str(ROOT)!r})\n"
        "from tests.house.hazards import Watch, controls\n"
        "def pytest_configure(config):\n"
        "    path = Path(__file__).parent / 'list.csv'\n"
        "    config.pluginmanager.register(Watch(lambda: controls(path)))\n"
    )

    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", f"--rootdir={tmp_path}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == status, done.stdout + done.stderr
    assert ("no test of this control passed" in done.stdout) is (status != 0)


def test_this_run_is_watched(request: pytest.FixtureRequest) -> None:
    handed = getattr(request.config, "workerinput", {})

    assert handed.get("is_watched") or request.config.pluginmanager.has_plugin("hazards")


def test_only_a_hazard_without_any_test_is_open() -> None:
    listed = [one("issue 5", "issue 4"), one("issue 6"), one(SHOWN, "issue 4", number=2)]

    assert wholly_open(listed) == ["- 1. A fall: waits for issue 4, issue 5, issue 6."]


def test_the_list_is_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / LIST.name
    path.write_text(HEAD + f'1,A,"B, or C",D,{SHOWN}; issue 4\n', encoding="utf-8")

    (control,) = controls(path)

    assert control.cause == "B, or C"
    assert control.tests == {SHOWN}
    assert control.issues == {"issue 4"}


def test_the_second_part_of_a_run_counts_what_the_first_one_saw(tmp_path: Path) -> None:
    folder = tmp_path / "tests" / "part"
    folder.mkdir(parents=True)
    (folder / "test_x.py").write_text("import pytest\ndef test_y():\n    pytest.skip('no X')\n")
    (folder / "test_z.py").write_text("import pytest\ndef test_y():\n    pytest.skip('no cups')\n")
    both = "tests/part/test_x.py::test_y; tests/part/test_z.py::test_y"
    (tmp_path / "list.csv").write_text(HEAD + f"1,A,B,C,{both}\n")
    (tmp_path / "conftest.py").write_text(
        f"import sys\nfrom pathlib import Path\nsys.path.insert(0, {str(ROOT)!r})\n"
        "from tests.house.hazards import Watch, controls\n"
        "def pytest_addoption(parser):\n"
        "    parser.addoption('--second-part', action='store_true')\n"
        "def pytest_configure(config):\n"
        "    path = Path(__file__).parent / 'list.csv'\n"
        "    config.pluginmanager.register(Watch(lambda: controls(path)))\n"
    )
    command = [sys.executable, "-m", "pytest", f"--rootdir={tmp_path}"]

    def status(*words: str) -> int:
        done = subprocess.run([*command, *words], cwd=tmp_path, capture_output=True, check=False)
        return done.returncode

    first = status("tests/part/test_x.py")
    second = status("tests/part/test_z.py", "--second-part")
    by_itself = status("tests/part/test_z.py")

    assert (first, second, by_itself) == (0, 1, 0)
