import { _t } from "@web/core/l10n/translation";
import { browser } from "@web/core/browser/browser";
import { RPCError, rpc } from "@web/core/network/rpc";

const PATIENCE = 20000;

function describe(error) {
    if (!(error instanceof RPCError)) {
        return { isLost: true, error: _t("No connection. What you typed is kept.") };
    }
    if (error.exceptionName?.includes("SessionExpired")) {
        return { isLost: true, error: _t("Your session has ended. Log in again in another tab.") };
    }
    if (error.code === 404) {
        return { isGone: true, error: _t("This conversation does not exist any more.") };
    }
    return { isLost: true, error: _t("The server could not do this now. What you typed is kept.") };
}

/**
 * Ask customer care something.
 *
 * @param {string} path below /eservices/care/
 * @param {Object} [params]
 * @returns {Promise<Object>} always an answer: `{ok: false, error}` in words when something failed, with `isLost`
 *     where the same may work later, and `isGone` where there is nothing any more
 */
export async function call(path, params = {}) {
    const request = rpc(`/eservices/care/${path}`, params, { silent: true });
    const timer = browser.setTimeout(() => request.abort(), PATIENCE);
    try {
        return await request;
    } catch (error) {
        return { ok: false, ...describe(error) };
    } finally {
        browser.clearTimeout(timer);
    }
}

/**
 * Say something with files.
 *
 * @param {number} sessionId
 * @param {{key: string, text: string, files: File[]}} entry
 * @returns {Promise<Object>} as `call`
 */
export async function attach(sessionId, { key, text, files }) {
    const body = new FormData();
    Object.entries({ key, text, csrf_token: odoo.csrf_token }).forEach(([name, value]) =>
        body.append(name, value)
    );
    files.forEach((file) => body.append("files", file));
    try {
        const url = `/eservices/care/sessions/${sessionId}/attach`;
        const response = await browser.fetch(url, { method: "POST", body });
        return response.headers.get("Content-Type")?.startsWith("application/json")
            ? await response.json()
            : { ok: false, error: _t("The server did not take this.") };
    } catch {
        return { ok: false, isLost: true, error: _t("No connection.") };
    }
}
