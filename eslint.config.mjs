import { createRequire } from "node:module";

// The packages are in the cache, not beside this file: bin/lib/env.sh says where.
const require = createRequire(`${process.env.NODE_HOME}/node_modules/`);
const js = require("@eslint/js");
const globals = require("globals");

export default [
    { ignores: ["**/static/lib/**"] },
    js.configs.recommended,
    {
        files: ["addons/*/static/**/*.js"],
        languageOptions: {
            ecmaVersion: 2024,
            sourceType: "module",
            globals: { ...globals.browser, luxon: "readonly", odoo: "readonly" },
        },
        linterOptions: { reportUnusedDisableDirectives: "error" },
        rules: {
            complexity: ["error", 10],
            "consistent-return": "error",
            curly: ["error", "all"],
            eqeqeq: ["error", "always"],
            "no-alert": "error",
            "no-console": "error",
            "no-eval": "error",
            "no-implied-eval": "error",
            "no-restricted-properties": [
                "error",
                { property: "innerHTML", message: "Use a template, or Interaction.insert." },
                { property: "outerHTML", message: "Use a template, or Interaction.insert." },
            ],
            "no-shadow": "error",
            "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
            "no-var": "error",
            "object-shorthand": "error",
            "prefer-const": "error",
        },
    },
    {
        // A service worker has a world of its own.
        files: ["**/service_worker*.js", "**/sw.js"],
        languageOptions: { globals: { ...globals.serviceworker } },
    },
];
