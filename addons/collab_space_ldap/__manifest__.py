{
    "name": "Collaboration Spaces: LDAP directory",
    "summary": "Members of spaces are taken from a directory, or, by a setting, from nowhere else",
    "version": "19.0.1.0.0",
    "category": "Sales",
    "author": "eServices contributors",
    "license": "AGPL-3",
    "auto_install": True,
    "depends": ["collab_space", "auth_ldap"],
    "external_dependencies": {"python": ["python-ldap"]},
    "data": [
        "security/ir.model.access.csv",
        "data/ir_cron.xml",
        "wizards/collab_directory_add_views.xml",
        "views/res_config_settings_views.xml",
    ],
}
