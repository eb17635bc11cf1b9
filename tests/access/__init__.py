"""The project's access table: who may do what, on every route, model, method and field of the add-ons."""
