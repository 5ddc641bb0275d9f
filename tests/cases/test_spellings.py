"""What a reporter wrote is read as every account that it may mean, and as no other's."""

import pytest

from cautery.cases.spellings import read_spelling

HOSTS = frozenset({"harbour.example"})


@pytest.mark.parametrize(
    ("written", "means", "post"),
    [
        ("ana", "ana", None),
        ("@ana", "ana", None),
        ("u/ana", "ana", None),
        ("ana@harbour.example", "ana", None),
        ("@ana:harbour.example", "@ana:harbour.example", None),
        ("https://harbour.example/@ana", "ana", None),
        ("https://harbour.example/users/ana/statuses/7", "ana", "7"),
        ("www.harbour.example/u/ana?x=1#y", "ana", None),
        ("https://harbour.example/wiki/User:Ana", "Ana", None),
        ("https://any.example/profile/ana.pier.example/post/3k", "ana.pier.example", "3k"),
        ("https://any.example/profile/did:plc:77", "did:plc:77", None),
    ],
)
def test_the_plainest_reading_is_the_name(written: str, means: str, post: str | None) -> None:
    said = read_spelling(written, platform="harbour", hosts=HOSTS)

    assert (said.names[-1], said.post) == (means, post)


@pytest.mark.parametrize("written", ["ana@quay.example", "https://quay.example/@ana", "https://harbour.example/"])
def test_another_hosts_account_is_another_account(written: str) -> None:
    assert "ana" not in read_spelling(written, platform="harbour", hosts=HOSTS).names


def test_where_no_host_is_known_the_platforms_name_in_it_tells() -> None:
    assert read_spelling("ana@harbour.example", platform="harbour", hosts=()).names[-1] == "ana"
    assert read_spelling("ana@quay.example", platform="harbour", hosts=()).names[-1] == "ana@quay.example"
