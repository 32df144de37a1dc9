from distressapp.core.answers import Picked, Written, own_words


def test_own_words_are_what_was_written_and_no_phone_number() -> None:
    words = Written(text="the stairs", language="en")

    found = own_words(
        {
            "dt/practical.other": words,
            "dt/physical.other": Written(text="  ", language="en"),
            "phone/number": Written(text="030 1", language="en"),
            "phone/may": Picked(ids=("yes",)),
        }
    )

    assert found == {"dt/practical.other": words}
