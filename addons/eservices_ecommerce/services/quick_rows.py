"""Reading rows of a quick order, as typed, pasted or uploaded. Knows nothing of Odoo."""

import csv
import io
import re
import zipfile
from typing import NamedTuple

NUMBER = r"\d[\d.,]*"
TIMES_FIRST = re.compile(rf"({NUMBER})\s*[x×*]\s+(\S.*)", re.IGNORECASE)
QUANTITY_LAST = re.compile(rf"(\S.*?)\s+(?:[x×*]\s*)?(-?{NUMBER})")
REFERENCE_MAX = 64
# What a workbook may grow to when it is unpacked: beyond is no list of references.
UNPACKED_MAX = 50_000_000


class Row(NamedTuple):
    """One row as it was written.

    :param str reference: what stands for the product
    :param str quantity: as typed; empty where none was
    """

    line: str
    reference: str
    quantity: str

    @property
    def readings(self):
        """What the row may mean, likeliest first: pairs of reference and quantity.

        A reference may end in a number; and behind one that is known stands what was meant as its quantity.
        """
        text = self.line.strip()
        pairs = [(self.reference, self.quantity), (text, "")]
        if not self.quantity:
            pairs += [text.rsplit(None, 1), text.split(None, 1)]
        return [(pair[0][:REFERENCE_MAX], pair[1]) for pair in pairs if len(pair) == 2 and pair[0]]


class FileError(ValueError):
    """A file that holds no rows that can be read."""


def read_line(line):
    r"""Read one line: reference and quantity, apart by a tab, semicolon, comma or space, or ``12 x ref``.

    >>> read_line("TT-1;12")[1:], read_line("12 x TT-1")[1:], read_line("ACME 77\t2,5")[1:]
    (('TT-1', '12'), ('TT-1', '12'), ('ACME 77', '2,5'))
    """
    text = line.strip()
    for separator in ("\t", ";"):
        head, found, tail = text.partition(separator)
        if found:
            return Row(line, head.strip(), tail.split(separator)[0].strip())
    if match := TIMES_FIRST.fullmatch(text):
        return Row(line, match[2], match[1])
    if match := QUANTITY_LAST.fullmatch(text):
        return Row(line, match[1], match[2])
    head, found, tail = text.rpartition(",")
    if found and re.fullmatch(NUMBER, tail.strip()):
        return Row(line, head.strip(), tail.strip())
    return Row(line, text, "")


def read_file(content, name, maximum):
    """Read an uploaded CSV or XLSX file.

    :param bytes content: the file
    :param str name: its name, by whose ending a workbook is known
    :param int maximum: one row more than this is read, and no further
    :return: lines ``reference<tab>quantity``
    :raise FileError: when it is neither
    """
    rows = _read_workbook(content) if name.lower().endswith(".xlsx") else _read_csv(content)
    lines = []
    try:
        for cells in rows:
            reference, quantity = (*(_to_text(cell) for cell in cells[:2]), "", "")[:2]
            is_head = not lines and quantity and not re.search(r"\d", quantity)
            if reference and not is_head:
                lines.append(f"{reference}\t{quantity}")
            if len(lines) > maximum:
                break
    except (csv.Error, ValueError, KeyError) as error:
        raise FileError(name) from error
    return lines


def _read_csv(content):
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileError("binary")
    text = _decode(content)
    first = text.partition("\n")[0]
    delimiter = max(";\t,", key=first.count)
    return csv.reader(io.StringIO(text), delimiter=delimiter)


def _decode(content):
    codec = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return content.decode(codec)
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _read_workbook(content):
    """The first sheet's values; of a formula, what it gave when the file was saved."""
    # Takes some megabytes of each worker; few of them ever read a workbook.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > UNPACKED_MAX:
                raise FileError("large")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return book.worksheets[0].iter_rows(values_only=True, max_col=2)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, IndexError, ValueError) as error:
        raise FileError("workbook") from error


def _to_text(cell):
    if isinstance(cell, float):
        return f"{cell:.10g}" if abs(cell) < 1e10 else f"{cell:.0f}"
    text = "" if cell is None else str(cell)
    return " ".join(text.split())[:REFERENCE_MAX]
