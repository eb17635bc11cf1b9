"""Tables written as text, and how they are read."""


def rows(text):
    """Read a table: the first line names the columns, blanks part the cells, empty and # lines do not count.

    :return: list of dicts
    """
    lines = [line.split() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    header, *body = lines
    for cells in body:
        assert len(cells) == len(header), f"{len(header)} cells are due, not {len(cells)}: {' '.join(cells)}"
    return [dict(zip(header, cells, strict=True)) for cells in body]


def split(row, people):
    """Part a row into what names it and what each person gets; `others` stands for who has no column.

    :return: ``(names, {person: cell})``
    """
    names = tuple(cell for column, cell in row.items() if column not in (*people, "others"))
    cells = {person: row.get(person, row.get("others")) for person in people}
    return names, {person: cell for person, cell in cells.items() if cell}


def differences(text, people, measure):
    """Say where the world is not as the table has it.

    :param measure: function of what names a row and of a person, giving the cell as it really is
    :return: list of sentences
    """
    found = []
    for row in rows(text):
        names, cells = split(row, people)
        for person, cell in cells.items():
            real = measure(*names, person)
            if real != cell:
                found.append(f"{' '.join(names)}: {person} should get {cell}, but gets {real}")
    return found


def missing_and_stale(text, columns, existing):
    """Say what exists without a row, and what has a row without existing.

    :param columns: names of the columns that identify a row
    :param set existing: tuples of what exists
    """
    known = {tuple(row[column] for column in columns) for row in rows(text)}
    return [f"has no row: {' '.join(key)}" for key in sorted(existing - known)] + [
        f"has a row but does not exist: {' '.join(key)}" for key in sorted(known - existing)
    ]
