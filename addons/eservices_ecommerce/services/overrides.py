"""Who has a say in what a method does: a shortcut past one must not pass by an add-on that changes it."""


def is_own(model, names, addons):
    """Whether some methods are defined by these add-ons only.

    :param model: a recordset
    :param names: names of methods
    :param addons: names of add-ons
    """
    return all(
        definition.__module__.split(".")[2:3] in ([addon] for addon in addons)
        for definition in type(model).__mro__
        for name in names
        if name in vars(definition)
    )
