"""How smoothly the graph page draws 5,000 accounts and 50,000 ties in Chromium: make bench NAME=graph.

`frame_p95_ms` is the time between two frames while the picture is moved; `step_p95_ms` is the script's time for one step of the
replay, which draws everything again. Chromium draws here in software (no graphics card), so frames are an upper bound.
"""

import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, expect

from bench.report import tell
from cautery.app import App
from cautery.console.entry import COOKIE
from cautery.kit.clock import WallClock
from cautery.model.person import PersonId
from cautery.pipeline.entrance.sign_in import begin
from cautery.pipeline.installation.install import install
from cautery.serve import bind, serving
from tests import chromium
from tests.grown import grow_large
from tests.staffed import join

SEED = 7
GROUPS, SIZE, TIES = 10, 500, 5_000
WATCH = """() => { window.gaps = []; let last = 0;
  function frame(now) { if (last) { window.gaps.push(now - last); } last = now; requestAnimationFrame(frame); }
  requestAnimationFrame(frame); }"""
STEP = """() => { const slider = document.getElementById('when'), spent = [];
  for (let step = 0; step < 20; step += 1) { slider.value = step; const began = performance.now();
    slider.dispatchEvent(new Event('input')); spent.push(performance.now() - began); } return spent; }"""


def main() -> None:
    """Grow, draw, move and replay; tell."""
    with tempfile.TemporaryDirectory(prefix="cautery-bench-") as folder:
        app = App(install(Path(folder) / "home", name="bench.example"), clock=WallClock(), person="local:bench")
        grow_large(app, groups=GROUPS, size=SIZE, ties=TIES, seed=SEED)
        join(app, "ada", "senior")
        listening = bind("127.0.0.1", 0)
        where = f"http://127.0.0.1:{listening.getsockname()[1]}"
        with serving(app, listening, host="127.0.0.1"), chromium.running() as browser:
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            context.add_cookies([{"name": COOKIE, "value": begin(app, PersonId("ada"), how="password"), "url": where}])
            figures = _measured(context.new_page(), where)
    beside = {"Coop, Ozone, Osprey": "draw no graph"}
    tell("graph", figures, beside=beside, limit={"frame_p95_ms": 50}, seed=SEED)


def _measured(page: Page, where: str) -> dict[str, object]:
    page.set_default_timeout(120_000)
    began = time.monotonic()
    page.goto(f"{where}/graph")
    expect(page.locator("#grown[data-drawn]")).to_be_attached(timeout=120_000)
    drawn_s = time.monotonic() - began
    page.wait_for_timeout(1000)
    gaps, spent = _dragged(page), page.evaluate(STEP)
    chromium.shoot(page, "graph-large")
    graph = "document.getElementById('grown').graphPicture().getGraph()"
    return {
        "accounts": page.evaluate(f"{graph}.order"),
        "ties": page.evaluate(f"{graph}.size"),
        "drawn_s": round(drawn_s, 1),
        "frame_p50_ms": round(statistics.median(gaps), 1),
        "frame_p95_ms": round(statistics.quantiles(gaps, n=20)[-1], 1),
        "step_p95_ms": round(statistics.quantiles(spent, n=20)[-1], 1),
    }


def _dragged(page: Page) -> list[float]:
    """Drag the picture about with the mouse, and give the times between frames."""
    box = page.locator("#canvas").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(WATCH)
    for step in range(60):
        page.mouse.move(x + 3 * step, y + step)
    gaps: list[float] = page.evaluate("window.gaps")
    page.mouse.up()
    return gaps


if __name__ == "__main__":
    main()
