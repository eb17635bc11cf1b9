import { _t } from "@web/core/l10n/translation";

/** By it the server knows that what comes twice is the same. */
export function makeKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Send a form with its files.
 *
 * @param {HTMLFormElement} form
 * @returns {Promise<Object>} the server's answer; a failure on the way is `{ok: false, error}` in words
 */
export async function send(form) {
    const data = new FormData(form);
    data.append("live", "1");
    try {
        const response = await fetch(form.getAttribute("action"), { method: "POST", body: data });
        if (response.headers.get("Content-Type")?.startsWith("application/json")) {
            return await response.json();
        }
        return { ok: false, error: _t("The server could not do this now. What you typed is kept.") };
    } catch {
        return { ok: false, error: _t("No connection. What you typed is kept: try again.") };
    }
}

/**
 * Put more files into a field that has some.
 *
 * @param {HTMLInputElement} field
 * @param {Iterable<File>} files
 */
export function addFiles(field, files) {
    setFiles(field, [...field.files, ...files]);
}

/** Put these files into a field, and no others. */
export function setFiles(field, files) {
    const all = new DataTransfer();
    for (const file of files) {
        all.items.add(file);
    }
    field.files = all.files;
}

/** A size as people say it: 12 kB, 3.4 MB. */
export function inWords(bytes) {
    const [value, unit] = bytes < 1048576 ? [bytes / 1024, "kilobyte"] : [bytes / 1048576, "megabyte"];
    return new Intl.NumberFormat(document.documentElement.lang || "en", {
        style: "unit",
        unit,
        maximumFractionDigits: value < 10 ? 1 : 0,
    }).format(value);
}
