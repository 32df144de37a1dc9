import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.printing.cups import Cups, remove, running, why_not


@pytest.fixture
def cups(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cups]:
    """A real print system; the commands of the program under test are pointed at it."""
    if why_not():
        pytest.skip(why_not())
    # Not below tmp_path: a socket's name may be a hundred characters long.
    root = Path(tempfile.mkdtemp(prefix="cups-"))
    root.chmod(0o755)
    try:
        with running(root) as found:
            monkeypatch.setenv("CUPS_SERVER", str(root / "cups.sock"))
            yield found
    finally:
        remove(root)
