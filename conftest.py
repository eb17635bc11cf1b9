"""What holds for every test of the project, of the add-ons and of tests/ alike."""

import inspect

import pytest

BROWSER_CALLS = ("browser_js(", "start_tour(")
BROWSER_FIXTURES = {"browser", "login"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark what drives a browser, so that nobody has to remember it, and no add-on imports pytest."""
    for item in items:
        if BROWSER_FIXTURES & set(getattr(item, "fixturenames", ())) or _calls_browser(item):
            item.add_marker("browser")


def _calls_browser(item):
    try:
        source = inspect.getsource(item.function)
    except (AttributeError, OSError, TypeError):
        return False
    return any(call in source for call in BROWSER_CALLS)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Count a skipped test as a failed one: what does not run proves nothing."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    """Likewise for a module that skips itself as a whole."""
    report = yield
    if report.outcome == "skipped":
        report.outcome = "failed"
    return report
