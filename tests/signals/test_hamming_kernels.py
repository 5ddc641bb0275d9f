"""The native loops cut a value into bands that together are the whole value."""

from hypothesis import given
from hypothesis import strategies as st

from cautery.signals.hamming_bands import BANDS, STARTS
from cautery.signals.hamming_index import codes_of
from cautery.signals.hamming_kernels import _key


@given(st.binary(min_size=32, max_size=32))
def test_the_bands_of_a_value_are_all_of_its_bits(value: bytes) -> None:
    code = codes_of([value.hex()])
    whole = sum(int(word) << (64 * at) for at, word in enumerate(code[0]))

    assert sum(int(_key(code, 0, band)) << int(STARTS[band]) for band in range(BANDS)) == whole
