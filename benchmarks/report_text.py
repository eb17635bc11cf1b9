"""What reports of one table have in common: Markdown."""


def tell_rows(rows):
    """Rows as a table.

    :param rows: list of :class:`results.Row`
    """
    lines = [
        "| what | ours | compared with | ratio | target | |",
        "| --- | ---: | ---: | ---: | ---: | --- |",
    ]
    for row in rows:
        other = f"{row.against}: {row.other.tell(row.unit)}" if row.other else ""
        ratio = f"{row.value:.3g}" if row.other else ""
        target = f"{row.target.sign} {row.target.limit:.3g}" if row.target else ""
        lines.append(
            f"| {' | '.join((row.what, row.ours.tell(row.unit), other, ratio, target, row.verdict))} |"
        )
    return "\n".join(lines)


def write_report(path, title, command, rows, circumstances, how):
    """Write a report of one table.

    :param Path path: of the file
    :param str command: what makes it again
    :param rows: list of :class:`results.Row`
    :param dict circumstances: what it was measured on
    :param str how: how it was measured
    """
    missed = sum(row.verdict == "missed" for row in rows)
    parts = [
        f"# {title}",
        f"Written by `{command}`; to be made again, not edited.",
        "\n".join(f"- {name}: {text}" for name, text in circumstances.items()),
        f"{sum(row.verdict == 'met' for row in rows)} targets are met, {missed} missed.",
        tell_rows(rows),
        how,
    ]
    path.write_text("\n\n".join(part.strip() for part in parts) + "\n", encoding="utf-8")
