"""What the society assumes."""

from cautery.simulator.society.priors import CHANNELS, DETECTORS, GROUPS, ROLES, Priors


def test_every_channel_detector_and_role_has_its_numbers() -> None:
    priors = Priors()

    assert set(priors.kept) == set(priors.tells) == set(CHANNELS)
    assert set(priors.seeing) == set(DETECTORS)
    assert set(priors.roles) == set(priors.posts_a_day) == set(ROLES)
    assert set(priors.bystanders) | {"violating"} == set(GROUPS)


def test_shares_are_shares() -> None:
    priors = Priors()
    every = [*priors.kept.values(), *priors.tells.values(), *priors.turning.values(), *priors.regain, *priors.dropped]

    assert all(0 < share < 1 for share in every)
    assert sum(priors.roles.values()) == sum(priors.bystanders.values()) == 1
