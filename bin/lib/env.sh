# Where everything is, and how the commands in bin/ speak. Sourced, never run.
# shellcheck shell=bash

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/eservices
LOGS=$CACHE/log
ODOO_VERSION=19.0.0+dfsg-1
ODOO_SHA256=9d2f598b0555db17e291d48ed24df184c70823c053c4c5ed53c467ca7f629bbf

digest() { (cd "$ROOT" && cat "$@") | sha256sum | cut -c1-12; }

# Another set of requirements is another environment: an old clone keeps the one it was tested with.
VENV=$CACHE/python-$(digest requirements.txt requirements-dev.txt requirements-addons.txt constraints.txt)
NODE_HOME=$CACHE/node-$(digest package.json package-lock.json)

# The directory server and the reverse proxy of the tests, where the machine has none of its own.
SLAPD_HOME=$CACHE/slapd
NGINX_HOME=$CACHE/nginx

export NODE_HOME SLAPD_HOME NGINX_HOME PATH=$VENV/bin:$PATH
export ODOO_RC=$ROOT/config/odoo.conf
export ODOO_DATA_DIR=${ODOO_DATA_DIR:-${XDG_DATA_HOME:-$HOME/.local/share}/eservices}
export PYTHONDONTWRITEBYTECODE=1

step() { printf '\033[1m==>\033[0m %s\n' "$*"; }

# die MESSAGE [HINT…]: say what is wrong and what to do about it, then stop.
die() {
    printf '\033[31merror:\033[0m %s\n' "$1" >&2
    shift
    [ $# -eq 0 ] || printf '       %s\n' "$@" >&2
    exit 1
}

# quietly WHAT COMMAND…: run it; if it fails, show its last lines, say why where that is plain, and stop.
quietly() {
    local what=$1 log reason
    shift
    log=$(mktemp) || die "no temporary file can be written: is the disk full?"
    if "$@" >"$log" 2>&1 9>&-; then # 9: the lock, which a service started here must not inherit
        rm -f "$log"
        return
    fi
    tail -n 25 "$log" >&2
    reason="its last lines stand above."
    if grep -qsiE 'no space left|disk quota' "$log"; then
        reason="the disk is full."
    elif grep -qsiE 'could not resolve|name resolution|failed to fetch|network is unreachable|ENOTFOUND|EAI_AGAIN|Failed to establish|Could not connect|Connection timed out' "$log"; then
        reason="the network, or the archive behind it, cannot be reached. Run the command again when it can."
    fi
    rm -f "$log"
    die "$what failed: $reason"
}

# The unpacked Odoo, or the one that ODOO_HOME names: a source tree or an installation.
odoo_home() {
    printf '%s' "${ODOO_HOME:-$CACHE/odoo-$ODOO_VERSION}"
}

# The folder that holds the Python package `odoo`.
odoo_package_parent() {
    local home candidate
    home=$(odoo_home)
    for candidate in "$home" "$home/usr/lib/python3/dist-packages" "$home/lib/python3/dist-packages" \
        "$home"/lib/python3*/site-packages "$(dirname "$home")"; do
        [ -d "$candidate/odoo/addons/base" ] && { printf '%s' "$candidate"; return; }
    done
    return 1
}

# Tell Python and Odoo where Odoo's own add-ons, OCA's and ours are.
export_odoo() {
    local parent site
    parent=$(odoo_package_parent) || die "no Odoo found in $(odoo_home)." \
        "Run bin/serve once, or let ODOO_HOME name an Odoo 19 tree or installation."
    site=$("$VENV/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    export ESERVICES_ODOO=$parent
    ODOO_ADDONS_PATH=$parent/odoo/addons,$site/odoo/addons
    [ -d "$parent/addons/web" ] && ODOO_ADDONS_PATH=$parent/addons,$ODOO_ADDONS_PATH
    [ -n "$(our_addons)" ] && ODOO_ADDONS_PATH=$ODOO_ADDONS_PATH,$ROOT/addons
    export ODOO_ADDONS_PATH
}

# The names of this project's add-ons, separated by commas.
our_addons() {
    find "$ROOT/addons" -mindepth 2 -maxdepth 2 -name __manifest__.py -printf '%h\n' 2>/dev/null |
        xargs -r -n 1 basename | sort | paste -sd,
}

odoo() { "$VENV/bin/python" "$ROOT/bin/lib/odoo-bin" "$@"; }

require_number() {
    case $2 in
        '' | *[!0-9]*) die "$1 wants a number, not '$2'." ;;
    esac
}

require_database_name() {
    case $1 in
        '' | *[!A-Za-z0-9_.-]* | [!A-Za-z0-9]*) die "'$1' is no name for a database: letters, digits, _ . and - only." ;;
    esac
}
