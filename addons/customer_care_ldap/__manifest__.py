{
    "name": "Customer Care: LDAP directory",
    "summary": "Representatives and their queues come from the groups of a directory, and go with them",
    "version": "19.0.1.0.0",
    "category": "Services",
    "author": "eServices contributors",
    "license": "AGPL-3",
    "auto_install": True,
    "depends": ["customer_care", "auth_ldap"],
    "external_dependencies": {"python": ["python-ldap"]},
    "data": [
        "security/ir.model.access.csv",
        "data/ir_cron.xml",
        "views/care_directory_group_views.xml",
    ],
}
