"""axe-core, the checker of accessibility, on a page that is open in a browser."""

import os
from functools import cache
from pathlib import Path

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

RUN = """async (run) => {
    const {violations} = await axe.run(document, {resultTypes: ["violations"], ...run});
    return violations.flatMap(({id, nodes}) =>
        nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary.replace(/\\s+/g, " ")}`)
    );
}"""


def find_violations(page, rule=None):
    """Return what axe finds wrong on the page as it stands, one line for each element.

    :param playwright.sync_api.Page page: an open page
    :param str rule: look for this alone, instead of all that WCAG 2.2 AA asks
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_read_axe())
    only = {"type": "rule", "values": [rule]} if rule else {"type": "tag", "values": STANDARDS}
    # axe leaves the size of targets out unless it is told.
    rules = {} if rule else {"target-size": {"enabled": True}}
    return page.evaluate(RUN, {"runOnly": only, "rules": rules})


@cache
def _read_axe():
    source = Path(os.environ["NODE_HOME"]) / "node_modules/axe-core/axe.min.js"
    return source.read_text(encoding="utf-8")
