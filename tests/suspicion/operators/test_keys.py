"""Keys are the same in every process, and do not mix channels."""

import subprocess
import sys

from cautery.suspicion.operators.keys import key_of


def test_a_key_fits_where_signed_numbers_of_64_bits_do() -> None:
    assert all(0 <= key_of("device", str(number)) < 2**63 for number in range(1000))


def test_the_same_value_of_another_channel_has_another_key() -> None:
    assert key_of("device", "a") != key_of("ip", "a")
    assert key_of("a", "b\0c") != key_of("b", "a\0c")


def test_another_process_gives_the_same_key() -> None:
    """Whatever seed it hashes with."""
    program = "from cautery.suspicion.operators.keys import key_of; print(key_of('device', 'lamp'))"
    said = {
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True, text=True
        ).stdout.strip()
        for seed in ("1", "2")
    }

    assert said == {str(key_of("device", "lamp"))}


def test_a_value_that_is_no_proper_text_has_a_key() -> None:
    """Half of a surrogate pair comes out of broken clients."""
    assert key_of("bio", "\ud800") != key_of("bio", "?")
