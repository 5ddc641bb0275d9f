"""Learn hands: how long they keep what they have, and how far innocent newcomers come, from this platform's own decisions."""

from cautery.app import App
from cautery.model.account import Account
from cautery.pipeline.detection.operators import OperatorBank, compared_now, know_operators, links_in
from cautery.store import cases
from cautery.suspicion.operators.attribution import Pair
from cautery.suspicion.operators.learn import Learnt, learn_margin, learn_persistence
from cautery.suspicion.operators.learnt import keep_learnt


def learn_hands(app: App) -> Learnt:
    """Learn from the pairs that were compared, and keep it. Where nothing was removed, what was shipped stays."""
    hands = know_operators(app, at=None, false_alarms=None)
    decided, known = _decided(app, hands), set(hands.known)
    returned = sorted({about for pair in decided for about in pair if about in known})
    innocent = sorted({made.about for made in hands.decided if made.verdict != "violating"} & known)
    links = list(links_in(hands, sorted({*compared_now(app, hands), *returned} - set(innocent))))
    strongest = dict.fromkeys(innocent) | {link.account: link for link in reversed(list(links_in(hands, innocent)))}
    persists, pairs = learn_persistence(links, hands.channels, decided=decided)
    margin = learn_margin(list(strongest.values()), hands.threshold, false_alarms=hands.channels.named.false_alarms)
    learnt = Learnt(persists=persists, margin=margin, pairs=pairs)
    keep_learnt(learnt, app.config.hands)
    return learnt


def _decided(app: App, hands: OperatorBank) -> dict[Pair, bool]:
    """Tell which pairs people decided: returns that were confirmed or not, and accounts that were set apart."""
    with app.reading() as connection:
        opened = [case for case in cases.every(connection) if case.origin == "return" and case.continues]
    verdicts: dict[Account, bool] = {made.about: made.verdict == "violating" for made in hands.decided}
    said = {
        frozenset((case.about, case.continues.earlier)): verdicts[case.about]
        for case in opened
        if case.continues and case.about in verdicts
    }
    return said | dict.fromkeys(hands.apart, False)
