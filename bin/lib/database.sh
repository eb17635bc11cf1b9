# Databases: make, fill, upgrade, drop. Sourced after setup.sh.
# shellcheck shell=bash

# How a database says that bin/serve made it and has not finished filling it.
UNFINISHED='eservices: first start not finished'

sql() { psql -XwAtq -v ON_ERROR_STOP=1 -d "$1" -c "$2"; }

database_exists() {
    [ "$(sql postgres "SELECT 1 FROM pg_database WHERE datname = '$1'")" = 1 ]
}

database_comment() {
    sql postgres "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '$1'"
}

# As Odoo itself makes one: sorted by code point, with the extension that its text indexes need.
create_database() {
    quietly "creating the database $1" createdb --template=template0 --encoding=UTF8 --locale=C "$1"
    quietly "adding pg_trgm to the database $1" sql "$1" 'CREATE EXTENSION IF NOT EXISTS pg_trgm'
}

copy_database() {
    createdb --template="$1" "$2" || return 1
    if [ -d "$ODOO_DATA_DIR/filestore/$1" ]; then
        cp -a "$ODOO_DATA_DIR/filestore/$1" "$ODOO_DATA_DIR/filestore/$2"
    fi
}

drop_database() {
    dropdb --if-exists --force "$1" 2>/dev/null || true
    rm -rf "${ODOO_DATA_DIR:?}/filestore/$1"
}

# add_on_states DATABASE: one line `name|state|version` per add-on that the database knows.
add_on_states() {
    [ -n "$(sql "$1" "SELECT to_regclass('ir_module_module')")" ] || return 0
    sql "$1" "SELECT name, state, COALESCE(latest_version, '') FROM ir_module_module WHERE state != 'uninstalled'"
}

# run_odoo WHAT LOG ARGS…: a run of Odoo that ends by itself.
run_odoo() {
    local what=$1 log=$2
    shift 2
    if ! odoo "$@" >"$log" 2>&1 </dev/null || grep -qE ' (ERROR|CRITICAL) ' "$log"; then
        grep -nE -A 30 ' (ERROR|CRITICAL) |Traceback' "$log" | tail -n 60 >&2 || tail -n 30 "$log" >&2
        die "$what failed; the whole log is $log"
    fi
}

# load_demo DATABASE LOG: our own demo data on an installed database.
load_demo() {
    odoo shell -d "$1" --no-http <"$ROOT/bin/lib/demo.py" >"$2" 2>&1 || {
        tail -n 40 "$2" >&2
        die "loading the demo data failed; the whole log is $2"
    }
}
