import { _t } from "@web/core/l10n/translation";
import { RPCError, rpc } from "@web/core/network/rpc";

let queue = Promise.resolve();

function inWords(error) {
    if (!(error instanceof RPCError)) {
        return _t("No connection. What you typed is kept: try again.");
    }
    if (error.exceptionName?.includes("SessionExpired")) {
        return _t("Your session has ended. Log in again in another tab: what you typed is kept.");
    }
    return _t("The server could not do this now. What you typed is kept: try again.");
}

/**
 * Ask the server, one question after the other: all of them touch the same cart.
 *
 * @param {string} url
 * @param {Object} params
 * @returns {Promise<Object>} always an answer; a failure on the way is `{ok: false, error}` in words
 */
export function ask(url, params) {
    const answer = queue.then(() =>
        rpc(url, params, { silent: true }).catch((error) => ({ ok: false, error: inWords(error) }))
    );
    queue = answer;
    return answer;
}

/** Resolves once nothing asked so far is without answer. */
export async function whenAnswered() {
    let last;
    while (last !== queue) {
        last = queue;
        await last;
    }
}

/** Say `text` to a screen reader without moving the focus. */
export function announce(text) {
    const live = document.getElementById("o_eservices_live");
    if (live && text) {
        live.textContent = "";
        setTimeout(() => (live.textContent = text), 50);
    }
}
