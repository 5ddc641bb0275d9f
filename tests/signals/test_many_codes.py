"""Several hashes of a value stand together, and go together."""

from cautery.signals.many_codes import ManyCodes, Pairs

A, B, C, D = (pattern * 32 for pattern in ("f0", "3c", "69", "05"))


def told(pairs: Pairs) -> set[tuple[int, int, int]]:
    return set(zip(pairs.rows.tolist(), pairs.positions.tolist(), pairs.bits.tolist(), strict=True))


def test_it_says_whose_hash_is_near() -> None:
    known = ManyCodes([(A, B), (), (C,)])

    assert told(known.near([C, A, D], within=31)) == {(0, 2, 0), (1, 0, 0)}
    assert [known.size(position) for position in range(3)] == [2, 0, 1]


def test_a_value_that_goes_takes_all_of_its_hashes_and_what_comes_has_its_own_position() -> None:
    known = ManyCodes([(A, B), (C,)])
    known.remove(0)

    assert known.add((D, A, B)) == 2
    assert told(known.near([A, B, C, D], within=31)) == {(0, 2, 0), (1, 2, 0), (2, 1, 0), (3, 2, 0)}
