# Formatting and lint, each tool once over the whole tree. Sourced after setup.sh, run from the root.
# shellcheck shell=bash

LINTERS=(lint_python_format lint_python lint_odoo lint_modules lint_translations lint_javascript lint_format lint_shell)

lint_python_format() { ruff format --check --output-format=concise .; }

lint_python() { ruff check --quiet --output-format=concise .; }

# Our add-ons are not OCA's: they have another author, and a README.md that tests/policy asks for.
lint_odoo() {
    local addons
    mapfile -t addons < <(dirname addons/*/__manifest__.py)
    pylint --rcfile=.pylintrc --disable=manifest-required-author,missing-readme -j 2 "${addons[@]}"
}

# Views, data and manifests; XML that is not well-formed is one of its findings.
lint_modules() {
    "$VENV/bin/python" bin/lib/check_xml.py addons &&
        oca-checks-odoo-module --disable=prefer-readme-rst addons/*/__manifest__.py
}

# What is the same in both languages says so: an empty entry would be an oversight to tests/policy.
lint_translations() {
    local files
    mapfile -t files < <(find addons -path '*/i18n/*' \( -name '*.po' -o -name '*.pot' \))
    [ ${#files[@]} -eq 0 ] || oca-checks-po --disable=po-pretty-format "${files[@]}"
}

lint_javascript() {
    "$NODE_HOME/node_modules/.bin/eslint" --max-warnings 0 --no-error-on-unmatched-pattern \
        'addons/*/static/**/*.js'
}

PRETTY=('addons/*/static/**/*.{js,scss}' 'addons/**/*.xml' '*.{json,mjs}')

pretty() {
    "$NODE_HOME/node_modules/.bin/prettier" --log-level warn --no-error-on-unmatched-pattern \
        --plugin "$NODE_HOME/node_modules/@prettier/plugin-xml/src/plugin.js" "$@"
}

lint_format() { pretty --check "${PRETTY[@]}"; }

lint_shell() { shellcheck bin/serve bin/test bin/odoo bin/bench bin/format .ci/run bin/lib/*.sh; }
