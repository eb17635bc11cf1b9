# From a bare Debian to everything that the commands need; each part is skipped where it is done already.
# shellcheck shell=bash
# shellcheck source=bin/lib/env.sh
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"

# What Debian's odoo-19 keeps in packages of its own, and what wkhtmltopdf draws with.
ODOO_PACKAGES=(fonts-font-awesome fonts-roboto-unhinted fonts-inconsolata
    libjs-jquery libjs-underscore libjs-jquery-form)
PRINT_PACKAGES=(libmagic1 libxrender1 libfontconfig1 libxext6 fonts-dejavu-core)
BROWSER_PACKAGES=(fonts-noto-color-emoji)
# What python-ldap is built with, and what Debian's directory server runs with.
DIRECTORY_PACKAGES=(gcc libc6-dev libldap-dev libsasl2-dev)
SLAPD_PACKAGES=(libltdl7 libwrap0)
NGINX_PACKAGES=(libpcre2-8-0)

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

can_be_root() {
    [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null
}

# One run at a time writes into the cache; the lock goes with the process, however that ends.
with_cache_lock() {
    mkdir -p "$CACHE" "$LOGS" "$ODOO_DATA_DIR" || die "$CACHE and $ODOO_DATA_DIR cannot be written."
    (
        flock -n 9 || { step "Waiting for another run that is setting things up"; flock 9; }
        "$@"
    ) 9>"$CACHE/lock" || exit 1
}

# The first Python on the path that Odoo 19 runs on and that can make an environment.
find_python() {
    local candidate
    for candidate in python3 python3.13 python3.12 python3.11 python3.10; do
        "$candidate" -c 'import sys, venv, ensurepip; sys.exit(not (3, 10) <= sys.version_info[:2] <= (3, 13))' \
            2>/dev/null && { command -v "$candidate"; return; }
    done
    return 1
}

# setup_system run|test: install the Debian packages that are missing.
setup_system() {
    local missing=() wanted=("${PRINT_PACKAGES[@]}" "${DIRECTORY_PACKAGES[@]}") package
    # A Python of Debian's own has its headers in a package of their own.
    [ "$(command -v python3)" != /usr/bin/python3 ] || wanted+=(python3-dev)
    [ -n "${ODOO_HOME:-}" ] || wanted+=("${ODOO_PACKAGES[@]}")
    if [ -n "${PGHOST:-}" ]; then
        command -v psql >/dev/null || wanted+=(postgresql-client)
    else
        wanted+=(postgresql)
    fi
    if [ "$1" = test ]; then
        wanted+=("${BROWSER_PACKAGES[@]}" "${SLAPD_PACKAGES[@]}" "${NGINX_PACKAGES[@]}")
        command -v chromium >/dev/null || wanted+=(chromium)
    fi
    command -v npm >/dev/null || wanted+=(nodejs npm)
    command -v python3 >/dev/null || wanted+=(python3)
    [ -n "$(find_python)" ] || wanted+=(python3-venv)
    if command -v dpkg-query >/dev/null; then
        for package in "${wanted[@]}"; do
            is_installed "$package" || missing+=("$package")
        done
    else
        die "this is no Debian; Odoo is fetched as Debian's package, and these are needed with it:" "${wanted[*]}"
    fi
    if [ ${#missing[@]} -gt 0 ]; then
        step "Debian packages: ${missing[*]}"
        can_be_root || die "these Debian packages are missing, and installing them needs root or sudo:" \
            "${missing[*]}" "Have them installed, then run this again."
        quietly "apt-get update" as_root apt-get -q update
        quietly "apt-get install" as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get -qy --no-install-recommends install "${missing[@]}"
    fi
    [ -n "$(find_python)" ] ||
        die "Odoo 19 runs on Python 3.10 to 3.13 with its venv module; here is $(python3 --version 2>&1)." \
            "Put a fitting python3.x on the PATH."
}

# The t64 names are those of the same libraries since Debian 13.
is_installed() {
    local states
    # shellcheck disable=SC2016 # dpkg's own notation
    states=$(dpkg-query -W -f '${db:Status-Status}\n' "$1" "$1t64" 2>/dev/null || true)
    grep -qx installed <<<"$states"
}

debian_origin() {
    # shellcheck disable=SC2016 # $(REPO_URI) is apt's own notation
    apt-get indextargets --format '$(REPO_URI)' "Created-By: Packages" "Origin: Debian" "Label: Debian" |
        sort -u | head -n 1
}

# Odoo's own Debian package is only in Debian's unstable suite: it is fetched past the machine's own lists, so
# that nothing else of unstable can slip in, and unpacked without being installed.
setup_odoo() {
    local home scratch
    home=$(odoo_home)
    if [ -n "${ODOO_HOME:-}" ]; then
        odoo_package_parent >/dev/null ||
            die "ODOO_HOME=$ODOO_HOME holds no Odoo: there is no odoo/addons/base below it."
        grep -q '^version_info = (19, 0' "$(odoo_package_parent)/odoo/release.py" ||
            die "the Odoo in ODOO_HOME=$ODOO_HOME is not of the series 19.0."
        return
    fi
    [ -e "$home/.complete" ] && return
    step "Odoo $ODOO_VERSION: fetch and unpack (123 MB)"
    require_room 1500
    scratch=$(mktemp -d "$CACHE/fetch-XXXXXX")
    # shellcheck disable=SC2064 # the folder's name is known now
    trap "rm -rf '$scratch'" EXIT
    download_odoo "$scratch"
    quietly "unpacking odoo-19" dpkg-deb -x "$scratch"/odoo-19_*.deb "$scratch/odoo"
    link_system_assets "$scratch/odoo"
    fetch_selfie_segmentation "$scratch/odoo" "$scratch"
    touch "$scratch/odoo/.complete"
    rm -rf "$home"
    mv "$scratch/odoo" "$home"
    rm -rf "$scratch"
    trap - EXIT
}

require_room() {
    [ "$(df -Pm "$CACHE" | awk 'NR == 2 {print $4}')" -gt "$1" ] ||
        die "less than $1 MB are free for $CACHE." "Free some room, or let XDG_CACHE_HOME name a larger disk."
}

download_odoo() {
    local scratch=$1 origin keyring=/usr/share/keyrings/debian-archive-keyring.gpg apt
    mkdir -p "$scratch"/{lists/partial,cache/archives/partial,parts}
    origin=$(debian_origin)
    if [ -z "$origin" ] && can_be_root; then
        quietly "apt-get update" as_root apt-get -q update
        origin=$(debian_origin)
    fi
    [ -n "$origin" ] || die "apt knows no Debian archive." "Check apt's sources, or set ODOO_HOME."
    [ -e "$keyring" ] || die "Debian's archive keyring is missing." "Install debian-archive-keyring, or set ODOO_HOME."
    printf 'Types: deb\nURIs: %s\nSuites: sid\nComponents: main\nSigned-By: %s\n' "$origin" "$keyring" \
        >"$scratch/parts/odoo.sources"
    apt=(apt-get -q -oDir::Etc::SourceList=/dev/null "-oDir::Etc::SourceParts=$scratch/parts"
        "-oDir::State::Lists=$scratch/lists" "-oDir::Cache=$scratch/cache"
        -oAPT::Sandbox::User=root -oAPT::Update::Error-Mode=any)
    quietly "reading the package list of Debian's unstable suite" "${apt[@]}" update
    cd "$scratch" || exit 1
    quietly "downloading odoo-19" "${apt[@]}" download "odoo-19=$ODOO_VERSION"
    cd "$ROOT" || exit 1
    echo "$ODOO_SHA256  $(echo "$scratch"/odoo-19_*.deb)" | sha256sum --check --status ||
        die "the downloaded odoo-19 is not the one this project was tested with: its checksum differs."
}

# Debian keeps jQuery, underscore and the fonts in packages of their own, to which the unpacked tree points.
link_system_assets() {
    local folder
    for folder in usr/share/javascript usr/share/fonts-font-awesome usr/share/fonts; do
        [ -e "/$folder" ] || continue
        mkdir -p "$1/$(dirname "$folder")"
        ln -sfn "/$folder" "$1/$folder"
    done
}

# Debian leaves this one file out; without it every back-office page logs an error.
fetch_selfie_segmentation() {
    local target=$1/usr/lib/python3/dist-packages/odoo/addons/mail/static/lib/selfie_segmentation
    cd "$2" || exit 1
    quietly "fetching selfie_segmentation" npm pack --silent @mediapipe/selfie_segmentation@0.1.1675465747
    quietly "unpacking selfie_segmentation" tar -xzf mediapipe-selfie_segmentation-*.tgz
    mkdir -p "$target"
    cp package/selfie_segmentation.js "$target/"
    cd "$ROOT" || exit 1
}

# unpack_for_tests PACKAGE HOME: a server of Debian's for the tests alone; an installed one would start as a service.
unpack_for_tests() {
    local package=$1 home=$2 scratch
    [ -e "$home/.complete" ] && return
    command -v "$package" >/dev/null && return
    step "Debian's $package: fetch and unpack"
    scratch=$(mktemp -d "$CACHE/fetch-XXXXXX")
    cd "$scratch" || exit 1
    quietly "downloading $package" apt-get -q download "$package"
    cd "$ROOT" || exit 1
    quietly "unpacking $package" dpkg-deb -x "$scratch/$package"_*.deb "$scratch/unpacked"
    touch "$scratch/unpacked/.complete"
    rm -rf "$home"
    mv "$scratch/unpacked" "$home"
    rm -rf "$scratch"
}

# setup_venv run|test: the pinned Python packages, OCA's add-ons among them.
setup_venv() {
    local site
    if [ ! -x "$VENV/bin/python" ]; then
        step "Python environment"
        require_room 800
        rm -rf "$VENV"
        quietly "creating the environment" "$(find_python)" -m venv "$VENV"
    fi
    pip_install requirements.txt
    # OCA's wheels ask for `odoo` itself and, through it, for what requirements.txt has in a better form.
    pip_install requirements-addons.txt --no-deps
    [ "$1" = run ] || pip_install requirements-dev.txt
    # Odoo looks for `wkhtmltopdf`; the wheel with the patched Qt names it otherwise.
    ln -sfn wkhtmltopdf-pack "$VENV/bin/wkhtmltopdf"
    # One environment serves whichever Odoo a command is started with.
    site=$("$VENV/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    printf 'import os, sys; sys.path.append(os.environ.get("ESERVICES_ODOO") or "%s")\n' \
        "$(odoo_package_parent)" >"$site/odoo-tree.pth"
}

# pip_install FILE OPTION…: once per file.
pip_install() {
    local file=$1
    shift
    [ -e "$VENV/.installed-$file" ] && return
    step "Python packages of $file"
    quietly "pip install -r $file" "$VENV/bin/python" -m pip install -q --disable-pip-version-check \
        --constraint "$ROOT/constraints.txt" --requirement "$ROOT/$file" "$@"
    touch "$VENV/.installed-$file"
}

# The linters of JavaScript, SCSS and XML.
setup_node() {
    [ -e "$NODE_HOME/.complete" ] && return
    step "Node packages of package.json"
    mkdir -p "$NODE_HOME"
    cp "$ROOT/package.json" "$ROOT/package-lock.json" "$NODE_HOME/"
    quietly "npm ci" npm ci --prefix "$NODE_HOME" --no-audit --no-fund --ignore-scripts
    touch "$NODE_HOME/.complete"
}

# The server that PGHOST names is taken as it is; the local one is started if it is down (and stays up, as the
# service of the machine that it is), and gets a role for this user.
setup_postgres() {
    [ "${PGUSER:-}" != postgres ] || die "Odoo refuses to work as PostgreSQL's superuser." \
        "Let PGUSER name a role that may create databases and nothing more."
    if [ -n "${PGHOST:-}" ]; then
        quietly "connecting to PostgreSQL at $PGHOST" psql -wd postgres -c 'SELECT 1'
        return
    fi
    if ! pg_lsclusters -h | grep -q ' online'; then
        start_postgres
    fi
    PGPORT=${PGPORT:-$(pg_lsclusters -h | awk '$4 ~ /^online/ {print $3; exit}')}
    export PGPORT
    psql -wd postgres -qc 'SELECT 1' >/dev/null 2>&1 && return
    step "PostgreSQL: a role for $(id -un), who may create databases and nothing more"
    can_be_root || die "PostgreSQL does not know $(id -un), and making a role needs root or sudo." \
        "Or let PGHOST, PGPORT, PGUSER and PGPASSWORD name a server and a role."
    quietly "creating the role" as_root su postgres -c "createuser --port=$PGPORT --createdb '$(id -un)'"
    quietly "connecting to PostgreSQL" psql -wd postgres -c 'SELECT 1'
}

start_postgres() {
    local server
    server=$(find /usr/lib/postgresql -maxdepth 1 -mindepth 1 -printf '%f\n' 2>/dev/null | sort -n | tail -n 1)
    [ -n "$server" ] || die "no PostgreSQL server is installed here, and PGHOST names none."
    step "PostgreSQL $server: start"
    can_be_root || die "PostgreSQL is down, and starting it needs root or sudo."
    pg_lsclusters -h | grep -q "^$server " ||
        quietly "creating a PostgreSQL cluster" as_root pg_createcluster "$server" main
    quietly "starting PostgreSQL" as_root pg_ctlcluster "$server" main start
}

# setup run|test: everything above. Leaves the environment ready for Odoo.
setup() {
    with_cache_lock setup_cache "$1"
    setup_postgres
    export_odoo
}

setup_cache() {
    setup_system "$1"
    setup_odoo
    setup_venv "$1"
    if [ "$1" = test ]; then
        setup_node
        unpack_for_tests slapd "$SLAPD_HOME"
        unpack_for_tests nginx "$NGINX_HOME"
    fi
}
