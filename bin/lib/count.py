"""Print `passed failed` from the JUnit file that pytest wrote."""

import sys
from xml.etree import ElementTree


def main():
    """Sum up the suites of the file that the first argument names."""
    passed = failed = 0
    for suite in ElementTree.parse(sys.argv[1]).getroot().iter("testsuite"):
        bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        failed += bad
        passed += int(suite.get("tests", 0)) - bad - int(suite.get("skipped", 0))
    print(max(passed, 0), failed)


if __name__ == "__main__":
    main()
