"""Fail on XML that cannot be parsed, with file and line: the linters skip such a file, or stop."""

import sys
from pathlib import Path

from lxml import etree


def main():
    """Parse every XML file below the folders named as arguments."""
    errors = 0
    for folder in sys.argv[1:]:
        for path in sorted(Path(folder).rglob("*.xml")):
            try:
                etree.parse(str(path))
            except etree.XMLSyntaxError as error:
                errors += 1
                print(f"{path}: {error}")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
