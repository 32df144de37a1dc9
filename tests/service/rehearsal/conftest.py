from collections.abc import Iterator

import pytest

from tests.service.rehearsal.filling import Filled, filled


@pytest.fixture(scope="session")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    """One for all tests that only look."""
    found = filled(tmp_path_factory.mktemp("rehearsal") / "clinic")
    yield found
    found.session.close()
    found.house.close()
