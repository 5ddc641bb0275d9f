"""The field's usual ways of finding accounts that act together, on the same actions; none has a null model.

Raw counts; Jaccard over a pair's things and hours (SynchroTrap, Cao et al. 2014); the strongest half per cent by cosine of
TF-IDF (Pacheco et al. 2021); and of that graph the nodes of highest eigenvector centrality (Luceri et al. 2024).
"""

from collections.abc import Callable, Mapping

import numpy as np
import scipy.sparse as sparse
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import eigsh

from bench.planted import Actions
from cautery.suspicion.networks.chance import Floats
from cautery.suspicion.networks.pairs import HOUR_S, Integers, meetings, members

FEWEST = 5
"""Members of a component that is named, as here."""


def baselines(actions: Actions, *, accounts: int) -> Mapping[str, list[Integers]]:
    """Give the groups that each baseline names."""
    pair, count = _counted(actions)
    cosine = _cosine(actions, pair, accounts)
    did = np.bincount(actions.account, minlength=accounts)
    one, two = members(pair)
    jaccard = count / (did[one] + did[two] - count)
    top = cosine >= np.quantile(cosine, 0.995)
    ways: Mapping[str, Callable[[], Integers]] = {
        "raw_count_6": lambda: pair[count >= 6],
        "jaccard_0.2": lambda: pair[jaccard >= 0.2],
        "tfidf_top_0.5_percent": lambda: pair[top],
        "node_pruning": lambda: _pruned(pair, cosine),
    }
    return {name: _components(way()) for name, way in ways.items()}


def _counted(actions: Actions) -> tuple[Integers, Integers]:
    """Count the hours in which each pair met."""
    days = [
        meetings(*(column[here] for column in (actions.account, actions.thing, actions.at)), since=0)
        for day in np.unique(actions.at // (24 * HOUR_S))
        for here in (actions.at // (24 * HOUR_S) == day,)
    ]
    pair = np.concatenate([day.pair for day in days])
    hours = np.concatenate([np.bitwise_count(day.hours) for day in days]).astype(np.int64)
    unique, at = np.unique(pair, return_inverse=True)
    count = np.bincount(at, hours).astype(np.int64)
    return unique[count >= 2], count[count >= 2]


def _cosine(actions: Actions, pair: Integers, accounts: int) -> Floats:
    things = int(actions.thing.max()) + 1
    matrix = sparse.csr_matrix(
        (np.ones(actions.account.size, dtype=np.float32), (actions.account, actions.thing)), shape=(accounts, things)
    )
    seen = np.asarray((matrix > 0).sum(axis=0)).ravel()
    weighted = matrix @ sparse.diags(np.log(accounts / np.maximum(seen, 1)).astype(np.float32))
    length = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    unit = (sparse.diags(1 / np.maximum(length, 1e-9)) @ weighted).tocsr()
    one, two = members(pair)
    found = np.zeros(pair.size)
    for begin in range(0, pair.size, 200_000):
        here = slice(begin, begin + 200_000)
        found[here] = np.asarray(unit[one[here]].multiply(unit[two[here]]).sum(axis=1)).ravel()
    return found


def _pruned(pair: Integers, cosine: Floats) -> Integers:
    """Keep the ties between the half per cent of nodes with the highest eigenvector centrality."""
    names, first, second = _ends(pair)
    centrality = np.abs(eigsh(_graph(first, second, cosine, names.size), k=1, v0=np.ones(names.size))[1][:, 0])
    kept = centrality >= np.quantile(centrality, 0.995)
    return pair[kept[first] & kept[second]]


def _components(pair: Integers) -> list[Integers]:
    if not pair.size:
        return []
    names, first, second = _ends(pair)
    label = connected_components(_graph(first, second, np.ones(pair.size), names.size), directed=False)[1]
    order = np.argsort(label, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(label[order])) + 1)
    return [names[part] for part in parts if part.size >= FEWEST]


def _ends(pair: Integers) -> tuple[Integers, Integers, Integers]:
    """Give the accounts, and each tie's two as places among them."""
    names, ends = np.unique(np.concatenate(members(pair)), return_inverse=True)
    first, second = ends.reshape(2, -1)
    return names, first, second


def _graph(first: Integers, second: Integers, weight: Floats, size: int) -> sparse.csr_matrix:
    one_way = sparse.coo_matrix((weight, (first, second)), shape=(size, size))
    return (one_way + one_way.T).tocsr()
