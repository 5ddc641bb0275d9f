"""A tree's root is what RFC 6962 says it is, however the tree grew, and no proof holds for anything else."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.kit.merkle import EMPTY, Frontier, inclusion_proof, leaf_hash, node_hash, root_by_inclusion, root_of

ENTRIES = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
"""The test tree of Certificate Transparency's own reference tests, in hex; its roots by the number of entries follow."""
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
PATHS = {
    (0, 8): (
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ),
    (5, 8): (
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
    (2, 3): ("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",),
}
LEAVES = tuple(leaf_hash(bytes.fromhex(entry)) for entry in ENTRIES)
MANY = tuple(leaf_hash(str(number).encode()) for number in range(300))


def test_the_reference_tree_has_the_published_roots() -> None:
    by_definition = [root_of(LEAVES[:size]).hex() for size in range(9)]
    grown = [Frontier().grow(LEAVES[:size]).root().hex() for size in range(9)]

    assert by_definition == list(ROOTS)
    assert grown == list(ROOTS)


@pytest.mark.parametrize(("index", "size"), PATHS)
def test_the_reference_tree_has_the_published_proofs(index: int, size: int) -> None:
    proof = inclusion_proof(LEAVES[:size], index)

    assert [step.hex() for step in proof] == list(PATHS[index, size])


def test_a_tree_that_grows_leaf_by_leaf_is_the_tree_by_definition_at_every_size() -> None:
    frontier = Frontier()
    for size, leaf in enumerate(MANY, start=1):
        frontier = frontier.grow([leaf])

        assert frontier.root() == root_of(MANY[:size])
        assert frontier.size == size
        assert len(frontier.roots) == size.bit_count()


@given(cuts=st.lists(st.integers(0, 300), max_size=12))
@settings(max_examples=60)
def test_a_tree_is_the_same_in_whatever_batches_it_grew(cuts: list[int]) -> None:
    ends = sorted(cuts)
    frontier = Frontier()
    for start, end in pairwise([0, *ends]):
        frontier = frontier.grow(MANY[start:end])

    assert frontier.root() == root_of(MANY[: max(ends, default=0)])


@given(size=st.integers(1, 70), data=st.data())
@settings(max_examples=80)
def test_every_leaf_is_proved_and_nothing_else_is(size: int, data: st.DataObject) -> None:
    """A changed byte of the leaf or of any step, another index, a step more or a step less: none leads to the root."""
    leaves, index = MANY[:size], data.draw(st.integers(0, size - 1))
    proof, root = inclusion_proof(leaves, index), root_of(leaves)
    hashes = (leaves[index], *proof)
    which, at, flip = data.draw(st.tuples(st.integers(0, len(hashes) - 1), st.integers(0, 31), st.integers(1, 255)))
    bent = bytearray(hashes[which])
    bent[at] ^= flip
    bad = (*hashes[:which], bytes(bent), *hashes[which + 1 :])
    elsewhere = data.draw(st.integers(0, size - 1).filter(lambda other: other != index)) if size > 1 else index + 1

    assert root_by_inclusion(leaves[index], proof, index=index, size=size) == root
    assert root_by_inclusion(bad[0], bad[1:], index=index, size=size) != root
    assert root_by_inclusion(leaves[index], proof, index=elsewhere, size=size) != root or size == 1
    assert root_by_inclusion(leaves[index], (*proof, EMPTY), index=index, size=size) is None
    assert not proof or root_by_inclusion(leaves[index], proof[:-1], index=index, size=size) is None


def test_an_entry_that_looks_like_two_hashes_is_not_taken_for_a_node() -> None:
    """Else whoever writes an entry could put a subtree in its place."""
    left, right = LEAVES[:2]

    assert leaf_hash(left + right) != node_hash(left, right)


def test_growing_leaves_the_tree_before_as_it_was() -> None:
    before = Frontier().grow(LEAVES[:3])
    before.grow(LEAVES[3:])

    assert before.root().hex() == ROOTS[3]
