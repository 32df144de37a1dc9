"""What the keeper and its rooms say to each other arrives whole, or not at all."""

import socket
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distressapp.channel import Channel, KeeperGoneError, Message, packed, pair, unpacked


@pytest.fixture
def ends() -> Iterator[tuple[Channel, socket.socket]]:
    here, there = pair()
    channel = Channel(here)
    yield channel, there
    channel.close()
    there.close()


@given(parts=st.dictionaries(st.text(), st.binary(max_size=200), max_size=6))
def test_what_was_packed_is_unpacked(parts: dict[str, bytes]) -> None:
    assert unpacked(packed(parts)) == parts


@pytest.mark.parametrize("cut", [1, 5, 8, 12])
def test_half_a_parcel_is_refused(cut: int) -> None:
    with pytest.raises(KeeperGoneError):
        unpacked(packed({"place": b"rating"})[:-cut])


def test_a_message_arrives_as_it_was_sent(ends: tuple[Channel, socket.socket]) -> None:
    channel, there = ends
    other = Channel(there)
    said = Message(verb="put", name="läufer", body=bytes(100_000))

    other.send(said)

    assert channel.receive() == said


def test_a_message_cut_off_by_a_kill_is_none(ends: tuple[Channel, socket.socket]) -> None:
    channel, there = ends
    there.sendall(b"\x03\x00\x00\x00\x00\x00\x09put")
    there.close()

    assert channel.receive() is None


def test_a_message_of_a_gigabyte_is_refused(ends: tuple[Channel, socket.socket]) -> None:
    channel, there = ends
    there.sendall(b"\x03\x00\x00\x40\x00\x00\x00put")

    with pytest.raises(KeeperGoneError):
        channel.receive()


def test_a_question_to_nobody_is_told(ends: tuple[Channel, socket.socket]) -> None:
    channel, there = ends
    there.close()

    with pytest.raises(KeeperGoneError):
        channel.ask(Message(verb="found"))


def test_a_number_without_a_socket_is_told() -> None:
    with pytest.raises(KeeperGoneError):
        Channel.inherited(9999)


def test_an_answer_that_came_too_late_is_not_taken_for_the_next_one(
    ends: tuple[Channel, socket.socket],
) -> None:
    channel, there = ends
    there_channel = Channel(there)
    channel._end.settimeout(0.05)  # noqa: SLF001  (ten seconds are long for a test)
    with pytest.raises(KeeperGoneError):
        channel.ask(Message(verb="vouch", name="Ana Ito", body=b"271828"))
    there_channel.receive()
    there_channel.send(Message(verb="yes", name="Ana Ito", body=b"ab"))

    with pytest.raises(KeeperGoneError):
        channel.ask(Message(verb="vouch", name="Ana Ito", body=b"000001"))
