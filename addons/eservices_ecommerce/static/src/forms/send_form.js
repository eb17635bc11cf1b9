import { _t } from "@web/core/l10n/translation";

/**
 * Send a form with its files, in place of the browser; the server knows by `live` that a script asks.
 *
 * @param {HTMLFormElement} form
 * @returns {Promise<Object>} always an answer; a failure on the way is `{ok: false, error}` in words
 */
export async function sendForm(form) {
    const data = new FormData(form);
    data.append("live", "1");
    try {
        const response = await fetch(form.action, { method: "POST", body: data });
        return response.headers.get("Content-Type")?.startsWith("application/json")
            ? await response.json()
            : { ok: false, error: _t("The server could not do this now. What you typed is kept.") };
    } catch {
        return { ok: false, error: _t("No connection. What you typed is kept: try again.") };
    }
}
