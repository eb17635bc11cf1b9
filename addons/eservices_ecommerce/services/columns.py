"""Fields of several models from one statement, into the ORM's cache, and of many records out of it."""

from odoo.tools import SQL

NUMBERS = ("float", "integer", "monetary")


def select(model, alias, names, links=()):
    """The columns of a model in a statement that joins others, for ``insert``.

    :param model: an empty recordset in superuser mode
    :param str alias: what the statement calls the model's table
    :param names: fields with a column, and many2many ones of which all is wanted
    :param links: many2many and one2many fields of which it is only asked whether they are empty, as most are
    :return: ``SQL``; what is not written yet the ORM's cache has, and keeps
    """
    terms = [
        model._field_to_sql(alias, name)
        if model._fields[name].column_type
        else _select_links(alias, model._fields[name])
        for name in names
    ]
    terms += [_select_empty(model, alias, model._fields[name]) for name in links]
    return SQL(", ").join(SQL(term.code, *term.params) for term in [SQL.identifier(alias, "id"), *terms])


def _select_links(alias, field):
    """Ids of a many2many field, in no order: ``insert`` knows the few that there are to link."""
    linked, record = SQL.identifier(field.relation, field.column2), SQL.identifier(alias, "id")
    return SQL(
        "ARRAY(SELECT %s FROM %s WHERE %s = %s)",
        linked,
        SQL.identifier(field.relation),
        SQL.identifier(field.relation, field.column1),
        record,
    )


def _select_empty(model, alias, field):
    if field.type == "many2many":
        table, column = field.relation, field.column1
    else:
        table, column = model.env[field.comodel_name]._table, field.inverse_name
    linked, record = SQL.identifier(table, column), SQL.identifier(alias, "id")
    # In place of NOT EXISTS, for which PostgreSQL may read the whole table once.
    return SQL("(SELECT TRUE FROM %s WHERE %s = %s LIMIT 1) IS NULL", SQL.identifier(table), linked, record)


def insert(model, names, links, rows):
    """Put what was selected into the ORM's cache, where that does not know better.

    What a many2many field links to is ``eservices.cached``, and recalled with it.

    :param rows: what ``select`` gave, for each record once or more often
    :return: the records
    """
    ids, *values = zip(*rows, strict=True) if rows else [(), *[()] * len((*names, *links))]
    told = model.browse(ids)
    for name in names:
        field, column = model._fields[name], values.pop(0)
        if field.type == "many2many":
            column = _order_links(model, field, column)
            for linked_id in set().union(*column):
                model.env[field.comodel_name].browse(linked_id)._recall()
        field._insert_cache(told, column)
    for name, column in zip(links, values, strict=True):
        empty = model.browse(record_id for record_id, is_empty in zip(ids, column, strict=True) if is_empty)
        model._fields[name]._insert_cache(empty, [()] * len(empty))
    return model.browse(dict.fromkeys(ids))


def _order_links(model, field, column):
    """Ids of a many2many field as the ORM would read them, for each record."""
    places = model.env[field.comodel_name]._get_eservices_places(field.get_comodel_domain(model))
    column = [tuple(linked) for linked in column]
    ordered = {
        linked: tuple(sorted((one for one in linked if one in places), key=places.get))
        for linked in set(column)
    }
    return [ordered[linked] for linked in column]


def read(records, names):
    """Values of fields with all that is pending of them, for many records in a fraction of the time.

    :param names: stored fields
    :return: a tuple for each record, as the ORM's cache holds them: of a link the id, or the ids
    """
    records._recompute_recordset(names)
    return list(zip(*(_read_column(records, records._fields[name]) for name in names), strict=True))


def filtered(records, name):
    """Those of many records of which a stored field says something, as ``records.filtered(name)`` would."""
    values = read(records, (name,))
    return records.browse(
        record_id for record_id, (value,) in zip(records._ids, values, strict=True) if value
    )


def _read_column(records, field):
    cache = field._get_cache(records.env)
    try:
        values = [cache[record_id] for record_id in records._ids]
    except KeyError:
        records.mapped(field.name)
        values = [cache[record_id] for record_id in records._ids]
    return [value or 0.0 for value in values] if field.type in NUMBERS else values
