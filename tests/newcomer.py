"""Somebody who has never seen the console, walked by a browser: from the printed address to a reasoned decision."""

import time
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from cautery.model.case import CaseId

READ = "main .narrow p, main h1, .question, .guide, .waterfall .channel + span, .post .said, #decision label, #decision button"
"""What a newcomer has to read: the door, the question, the guide, the evidence, the posts and the form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """What the way took."""

    case: CaseId
    steps: tuple[str, ...]
    words: int
    """Words on the way that are there to be read."""
    waited_s: float
    """What the pages took; reading and thinking come on top."""


def walk(page: Page, address: str) -> Walked:
    """Go from the printed address to a reasoned decision, as the pages say."""
    steps, words = ["opens the address"], 0
    began = time.monotonic()
    page.goto(address)
    words += _words(page)
    page.get_by_role("button", name="Open first case").click()
    steps.append("opens the first case")
    words += _words(page)
    page.get_by_label("Suspend account").check()
    steps.append("chooses the enforcement action")
    page.get_by_label("Policy violated").first.select_option("promotes")
    steps.append("chooses the policy violated")
    page.get_by_label("Reason (sent").fill("Posts the network's own material and recruits for it.")
    steps.append("writes why")
    page.get_by_role("button", name="Submit decision").click()
    steps.append("decides")
    expect(page.get_by_role("heading", name="Decision saved")).to_be_visible()
    case = CaseId(page.url.partition("/cases/")[2].partition("?")[0])
    return Walked(case=case, steps=tuple(steps), words=words, waited_s=time.monotonic() - began)


def _words(page: Page) -> int:
    seen: list[str] = page.locator(READ).all_inner_texts()
    return sum(len(text.split()) for text in seen)
