# The phases of bin/test: run, time, count, report. Sourced by it.
# shellcheck shell=bash
# shellcheck disable=SC2154 # the variables are bin/test's

# repository_path PATH[::NAME]: as seen from the root, where everything runs.
repository_path() {
    local file=${1%%::*}
    [ -e "$file" ] || die "there is no $file here."
    printf '%s%s' "$(realpath --relative-to="$ROOT" "$file")" "${1#"$file"}"
}

# The databases belong to one run at a time; what an earlier one left is made anew, unless --keep kept it.
hold_databases() {
    exec 8>"$CACHE/test-$1.lock"
    flock -n 8 || die "another bin/test is at work on the database $1." "Take another one: bin/test -d NAME"
    export ODOO_DATA_DIR=$work/data
    if [ -n "$keep" ]; then
        ODOO_DATA_DIR=${XDG_DATA_HOME:-$HOME/.local/share}/eservices-test
    else
        drop_test_databases
    fi
    mkdir -p "$ODOO_DATA_DIR"
}

drop_test_databases() {
    local name
    for name in "$database" "${database}_demo" "${database}"_{journeys,website,core,core_ours}; do
        drop_database "$name"
    done
}

# Whatever happened: leave nothing behind, and say in one line how it went.
finish() {
    local status=$? name
    trap - EXIT INT TERM
    if [ -z "$keep" ]; then
        drop_test_databases
    else
        for name in "${database}"_{journeys,website,core,core_ours}; do
            drop_database "$name"
        done
    fi
    [ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
    rm -rf "$work"
    printf '%s passed, %s failed\n' "$passed" "$failed"
    exit "$status"
}

# phase NAME COMMAND…: one line if it is green, the whole log if it is not.
phase() {
    local name=$1 started=$SECONDS
    shift
    if ("$@") >"$work/log" 2>&1; then
        report "$name" "$started"
    else
        failed=$((failed + 1))
        fail "$name" "$started"
    fi
}

report() { printf '\033[32m ok \033[0m %-24s %4d s  %s\n' "$1" $((SECONDS - $2)) "${3:-}"; }

fail() {
    cat "$work/log"
    printf '\033[31mfail\033[0m %-24s %4d s\n' "$1" $((SECONDS - $2))
    exit 1
}

# selection FOLDER: the paths that a phase is about, out of those asked for.
selection() {
    local path
    [ ${#paths[@]} -gt 0 ] || { echo "$1"; return; }
    for path in "${paths[@]}"; do
        case $path in
            "$1" | "$1"/*) echo "$path" ;;
        esac
        case $1 in
            "$path"/* | "${path/#./$1}") echo "$1" ;;
        esac
    done | sort -u
}

# pytest_run FOLDER MARKER OPTION…
pytest_run() {
    local folder=$1 marker=$2 selected
    shift 2
    mapfile -t selected < <(selection "$folder")
    [ ${#selected[@]} -gt 0 ] || return 5
    [ -z "$fast" ] || marker="${marker:+$marker and }not browser"
    "$VENV/bin/python" -m pytest -q --tb=short -k "$expression" -m "$marker" "$@" "${selected[@]}" 8>&-
}

# wanted FOLDER MARKER OPTION…: is there any test to run? (A run that is not narrowed wants everything.)
wanted() {
    local status=0
    if [ -z "$narrowed" ] && [ -z "$fast" ]; then return 0; fi
    pytest_run "$@" --collect-only >"$work/collected" 2>&1 || status=$?
    [ "$status" -ne 5 ]
}

# pytest_phase NAME FOLDER MARKER OPTION…: no test at all is a failure, except where the run was narrowed.
pytest_phase() {
    local name=$1 started=$SECONDS status=0 summary green red
    shift
    pytest_run "$@" >"$work/log" 2>&1 || status=$?
    if [ "$status" -eq 5 ] && [ -n "$narrowed$fast" ]; then return; fi
    summary=$(tail -n 1 "$work/log")
    green=$(count passed "$summary")
    red=$(($(count failed "$summary") + $(count 'errors?' "$summary")))
    passed=$((passed + green))
    failed=$((failed + red))
    [ "$status" -eq 0 ] || fail "$name" "$started"
    report "$name" "$started" "$green tests"
}

# count WHAT SUMMARY: the number before that word in pytest's last line (subtests belong to their test).
count() {
    local found
    found=$(grep -oE "[0-9]+ $1" <<<"$2" | head -n 1) || true
    echo "${found%% *}" | grep . || echo 0
}

# install_add_ons DATABASE: with Odoo's own runner, whose log may hold nothing that is not on the list.
install_add_ons() {
    local log=$work/install.log verbs=(--init "$(our_addons)")
    if database_exists "$1"; then
        verbs+=(--update "$(our_addons)")
    else
        create_database "$1"
    fi
    odoo -d "$1" "${verbs[@]}" --stop-after-init --no-http >"$log" 2>&1 </dev/null 8>&- ||
        { cat "$log"; return 1; }
    check_log "$log"
}

check_log() {
    local records
    records=$(grep -nE '^[0-9: ,-]+ [0-9]+ (WARNING|ERROR|CRITICAL) ' "$1" |
        grep -vEf <(grep -vE '^(#|$)' "$ROOT/bin/lib/log-allowed.txt")) || return 0
    echo "$records"
    echo "Odoo's log holds the records above; a clean install has none. The first, with what follows it:"
    tail -n "+${records%%:*}" "$1" | head -n 40
    return 1
}

# install_demo SOURCE TARGET: a copy of the installed database, with our demo data.
install_demo() {
    local log=$work/demo.log
    if database_exists "$2"; then
        odoo -d "$2" --update "$(our_addons)" --stop-after-init --no-http >"$log" 2>&1 </dev/null 8>&- ||
            { cat "$log"; return 1; }
        check_log "$log" || return 1
    else
        copy_database "$1" "$2" || return 1
    fi
    load_demo "$2" "$log"
    check_log "$log"
}
