#!/usr/bin/env python3
"""Fingerprints that follow on from each other, and the check of an archive that was exported.

This file lies in every archive. It needs Python 3 and nothing else:

    python3 verify.py archive.zip      or, where the archive was unpacked,      python3 verify.py .
"""

import hashlib
import json
import sys
import zipfile
from pathlib import Path

START = ""
SUMS, RECORD = "SHA256SUMS", "record.json"


def canonical(content):
    """The one way to write some content down: sorted keys, no blanks, UTF-8.

    >>> canonical({"b": 2, "a": 1})
    b'{"a":1,"b":2}'
    """
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def fingerprint(content, previous=START):
    """SHA-256 over some content and the fingerprint of what came before.

    >>> fingerprint({"a": 1}) == fingerprint({"a": 1}, "")
    True
    >>> fingerprint({"a": 1}) == fingerprint({"a": 1}, "0")
    False
    """
    return hashlib.sha256(canonical({"content": content, "previous": previous})).hexdigest()


def find_breaks(links):
    """Where a chain does not hold: the numbers of the links that were changed, or put after another one.

    :param links: ``[(content, previous, fingerprint)]``, the oldest first

    >>> first = fingerprint({"a": 1})
    >>> find_breaks([({"a": 1}, "", first), ({"a": 2}, first, fingerprint({"a": 2}, first))])
    []
    >>> find_breaks([({"a": 9}, "", first), ({"a": 2}, first, fingerprint({"a": 2}, first))])
    [1]
    """
    broken, before = [], START
    for number, (content, previous, known) in enumerate(links, 1):
        if previous != before or fingerprint(content, previous) != known:
            broken.append(number)
        before = known
    return broken


def verify(place):
    """Check an archive, or the folder into which it was unpacked.

    :return: what is wrong, as sentences; nothing when all holds
    """
    try:
        files = read_files(place)
        sums = read_sums(files[SUMS].decode())
        record = json.loads(files[RECORD])
    except (KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
        return [f"This is no archive of a space, or it is incomplete: {error}"]
    return [*check_files(files, sums), *check_terms(record), *check_journal(record)]


def read_files(place):
    """Names and contents of everything in the archive."""
    if Path(place).is_dir():
        folder = Path(place)
        paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    with zipfile.ZipFile(place) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def read_sums(text):
    """The list of fingerprints, as `sha256sum -c` reads it too."""
    pairs = [line.split("  ", 1) for line in text.splitlines() if line]
    return {name: digest for digest, name in pairs}


def check_files(files, sums):
    """Every file is on the list, and is the one that was put there."""
    found = [f"{name} is missing." for name in sorted(set(sums) - set(files))]
    for name in sorted(set(files) - {SUMS}):
        if name not in sums:
            found.append(f"{name} is not on the list.")
        elif hashlib.sha256(files[name]).hexdigest() != sums[name]:
            found.append(f"{name} was changed.")
    return found


def check_terms(record):
    """Every version follows the one before, and what was signed and accepted is one of them."""
    found = []
    for term in record["terms"]:
        name, versions = term["name"], term["versions"]
        known = {version["fingerprint"] for version in versions}
        found += [f"{name}: version {number} does not hold." for number in find_breaks(read_links(versions))]
        for signature in term["signatures"]:
            if signature["fingerprint"] not in known:
                found.append(f"{name}: {signature['name']} signed a text that is not there.")
        if term["accepted"] and term["accepted"] not in known:
            found.append(f"{name}: the accepted text is not there.")
    return found


def check_journal(record):
    """Every entry follows the one before, and speaks of versions that are there."""
    journal = record["journal"]
    known = {version["fingerprint"] for term in record["terms"] for version in term["versions"]}
    found = [f"Journal: entry {number} does not hold." for number in find_breaks(read_links(journal))]
    for number, entry in enumerate(journal, 1):
        if entry["content"]["version"] and entry["content"]["version"] not in known:
            found.append(f"Journal: entry {number} speaks of a text that is not there.")
    if (journal[-1]["fingerprint"] if journal else "") != record["head"]:
        found.append("Journal: its last entry is not the one that the record names.")
    return found


def read_links(rows):
    """The links of a chain as the record has them."""
    return [(row["content"], row["previous"], row["fingerprint"]) for row in rows]


def main(arguments):
    """Say what is wrong with an archive; the exit code tells it too."""
    if len(arguments) != 2:
        sys.stdout.write(__doc__)
        return 2
    problems = verify(arguments[1])
    sys.stdout.write("\n".join(problems or ["Everything holds."]) + "\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
