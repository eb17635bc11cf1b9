# bin/test --core: Odoo's own tests without our add-ons and with them. Sourced by bin/test.
# shellcheck shell=bash
# shellcheck disable=SC2154,SC2034 # the variables are bin/test's

# The add-ons of Odoo's whose documents and pages ours extend.
CORE_SUITES=(account_payment delivery im_livechat portal sale sale_loyalty sale_management sale_stock)

# compare_with_core: a test of Odoo's that fails with our add-ons and passes without them is ours to mend.
# What fails on both sides is Odoo's own, or this machine's.
compare_with_core() {
    local plain=${database}_core ours=${database}_core_ours tags difference attempt started=$SECONDS
    printf -v tags '/%s,' "${CORE_SUITES[@]}"
    drop_database "$plain"
    drop_database "$ours"
    phase "core: dependencies" install_core "$plain" "$(our_dependencies)"
    phase "core: our add-ons" install_beside_core "$plain" "$ours"
    phase "core: without ours" run_core_tests "$plain" "${tags%,}" "$LOGS/core-plain.log"
    phase "core: with ours" run_core_tests "$ours" "${tags%,}" "$LOGS/core-ours.log"
    difference=$(core_report "$LOGS/core-plain.log" "$LOGS/core-ours.log" --tags)
    # Tours of Odoo's click before a page is ready where the machine is slow: what fails each time has a reason.
    for attempt in again "a third time"; do
        [ -n "$difference" ] || break
        phase "core: $attempt" run_core_tests "$ours" "$difference" "$LOGS/core-again.log"
        difference=$(core_report "$LOGS/core-plain.log" "$LOGS/core-again.log" --tags)
    done
    passed=$(core_report "$LOGS/core-plain.log" "$LOGS/core-ours.log" --passed)
    [ -n "$difference" ] || { report "core" "$started" "no difference; logs: $LOGS/core-*.log"; return; }
    failed=$(tr , '\n' <<<"$difference" | wc -l)
    echo "Tests of Odoo's that fail with our add-ons only (logs: $LOGS/core-*.log):" >"$work/log"
    tr , '\n' <<<"$difference" >>"$work/log"
    fail "core" "$started"
}

core_report() { "$VENV/bin/python" "$ROOT/bin/lib/core_report.py" "$@"; }

# What our add-ons ask for, without themselves.
our_dependencies() {
    "$VENV/bin/python" - "$ROOT/addons" <<'PYTHON'
import ast, pathlib, sys
manifests = {path.parent.name: ast.literal_eval(path.read_text()) for path in pathlib.Path(sys.argv[1]).glob("*/__manifest__.py")}
print(",".join(sorted({name for manifest in manifests.values() for name in manifest["depends"]} - set(manifests))))
PYTHON
}

install_core() {
    create_database "$1"
    odoo -d "$1" --init "$2" --stop-after-init --no-http </dev/null 8>&-
}

install_beside_core() {
    copy_database "$1" "$2" && odoo -d "$2" --init "$(our_addons)" --stop-after-init --no-http </dev/null 8>&-
}

# run_core_tests DATABASE TAGS LOG: fails only if the run did not come to its end.
run_core_tests() {
    local port
    port=$("$VENV/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    "$VENV/bin/python" "$ROOT/bin/lib/core_tests.py" -d "$1" --http-port "$port" --test-tags "$2" \
        --stop-after-init --log-handler odoo.tests.stats:WARNING >"$3" 2>&1 </dev/null 8>&- || true
    grep -q 'tests when loading database' "$3" || { tail -n 40 "$3"; return 1; }
}
