import { _t } from "@web/core/l10n/translation";
import { browser } from "@web/core/browser/browser";

const PATIENCE = 8000;

/** Whether anything answers at that address; what it says stays unread. */
async function isAnswering(server) {
    try {
        await browser.fetch(`${server}/web/health`, {
            mode: "no-cors",
            signal: AbortSignal.timeout(PATIENCE),
        });
        return true;
    } catch {
        return false;
    }
}

async function askServer({ server, database }) {
    const query = database ? `?${new URLSearchParams({ db: database })}` : "";
    const response = await browser.fetch(`${server}/eservices/connection${query}`, {
        credentials: "same-origin",
        signal: AbortSignal.timeout(PATIENCE),
    });
    const answer = response.ok ? await response.json() : {};
    return answer.product === "eservices" ? answer : null;
}

async function explainSilence({ server }) {
    if (window.location.protocol === "https:" && server.startsWith("http:")) {
        return _t("This page is secure and may only reach secure addresses: begin with https://.");
    }
    return (await isAnswering(server))
        ? _t("A server answers there, but it does not say that it is this product.")
        : _t("Nothing answers at this address. Check it, and that this device is online.");
}

/**
 * Ask a server whether it is the platform.
 *
 * @param {{server: string, database: string}} settings
 * @returns {Promise<{ok: boolean, title: string, text: string, databases: string[]}>}
 */
export async function probe(settings) {
    const { database } = settings;
    const started = performance.now();
    const refuse = (title, text, databases = []) => ({ ok: false, title, text, databases });
    let answer;
    try {
        answer = await askServer(settings);
    } catch (error) {
        if (error.name === "TimeoutError") {
            return refuse(_t("No answer."), _t("The server took longer than eight seconds."));
        }
        if (!(error instanceof SyntaxError)) {
            return refuse(_t("No connection."), await explainSilence(settings));
        }
    }
    if (!answer) {
        return refuse(_t("Not this product."), _t("A server answers there, but it is another one."));
    }
    if (!answer.database) {
        const text = _t("The server answers, but “%s” is no database of the platform there.", database);
        return refuse(_t("Unknown database."), text, answer.databases);
    }
    const delay = Math.round(performance.now() - started);
    const { series, databases } = answer;
    const text = database
        ? _t("Odoo %(series)s answers and the database “%(database)s” holds the platform.", {
              series,
              database,
          })
        : _t("Odoo %(series)s answers and its database holds the platform.", { series });
    return { ok: true, title: _t("Connected in %s ms.", delay), text, databases };
}
