import pytest

from distressapp.core.roles import Act, Role, may


def test_an_administrator_may_do_everything() -> None:
    assert all(may(Role.ADMINISTRATOR, each) for each in Act)


@pytest.mark.parametrize("act", [Act.STAFF, Act.RECOVERY])
def test_only_an_administrator_lets_people_in(act: Act) -> None:
    assert [each for each in Role if may(each, act)] == [Role.ADMINISTRATOR]


@pytest.mark.parametrize("act", [Act.AUDIT, Act.ERASE, Act.RESTORE, Act.SETTINGS])
def test_who_cares_for_patients_audits_erases_restores_and_sets_nothing(act: Act) -> None:
    assert not may(Role.NURSE, act)
    assert not may(Role.SOCIAL_WORKER, act)
    assert may(Role.MANAGER, act)


def test_everybody_may_read_answer_a_call_and_make_a_backup() -> None:
    for each in Role:
        assert {act for act in (Act.VIEW, Act.ANSWER, Act.BACK_UP) if may(each, act)} == {
            Act.VIEW,
            Act.ANSWER,
            Act.BACK_UP,
        }


def test_following_up_is_not_the_nurses() -> None:
    assert not may(Role.NURSE, Act.FOLLOW_UP)
    assert may(Role.SOCIAL_WORKER, Act.FOLLOW_UP)


def test_everybody_may_raise_a_concern_of_their_own() -> None:
    assert all(may(each, Act.CONCERN) for each in Role)
