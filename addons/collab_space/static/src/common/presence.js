import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";

// So often a page says that somebody looks at it; who is silent for longer is taken to be gone.
const STAY = 45_000;
const GONE = 100_000;
// All who are there answer a newcomer: not at the same moment.
const ANSWER = 1_500;

/**
 * Tell the server something without waiting for it, also while the page is being left.
 *
 * @param {string} url of a route of type jsonrpc
 * @param {Object} params
 */
export function tellServer(url, params) {
    const body = JSON.stringify({ jsonrpc: "2.0", method: "call", params });
    const headers = { "Content-Type": "application/json" };
    // One that is lost is made up for by the next.
    browser.fetch(url, { method: "POST", headers, body, keepalive: true }).catch(() => {});
}

/**
 * Who looks at a space at this moment: pages tell each other by the bus, and nothing is kept.
 *
 * @param {Object} options
 * @param {number} options.me id of the user's contact
 * @param {(step: "enter"|"stay"|"leave") => any} options.tell lets the server tell the others
 * @param {() => any} options.onChange somebody came or went
 */
export class Presence {
    constructor({ me, tell, onChange }) {
        Object.assign(this, { me, tell, onChange });
        this.others = new Map();
    }

    start() {
        this.show();
        this.timer = browser.setInterval(() => this.beat(), STAY);
    }

    stop() {
        browser.clearInterval(this.timer);
        browser.clearTimeout(this.answering);
        this.hide();
    }

    /** A page in the background is nobody's presence. */
    watch() {
        if (document.visibilityState === "visible") {
            this.show();
        } else {
            this.hide();
        }
    }

    show() {
        this.tell("enter");
    }

    hide() {
        this.tell("leave");
    }

    beat() {
        if (document.visibilityState === "visible") {
            this.tell("stay");
        }
        const late = [...this.others].filter(([, { until }]) => until < Date.now());
        for (const [id] of late) {
            this.others.delete(id);
        }
        if (late.length) {
            this.onChange();
        }
    }

    hear({ partner_id: id, name, company, side, step }) {
        if (id === this.me) {
            return;
        }
        const before = this.others.has(id);
        if (step === "leave") {
            this.others.delete(id);
        } else {
            this.others.set(id, { id, name, company, side, until: Date.now() + GONE });
        }
        if (step === "enter" && document.visibilityState === "visible") {
            browser.clearTimeout(this.answering);
            this.answering = browser.setTimeout(() => this.tell("stay"), Math.random() * ANSWER);
        }
        if (before !== this.others.has(id)) {
            this.onChange();
        }
    }

    get people() {
        return [...this.others.values()];
    }

    get words() {
        const [one, two] = this.people.map(({ name }) => name);
        const count = this.others.size - 1;
        if (count > 1) {
            return _t("%(one)s and %(count)s others are here", { one, count });
        }
        if (two) {
            return _t("%(one)s and %(two)s are here", { one, two });
        }
        return one ? _t("%(name)s of %(company)s is here", this.people[0]) : "";
    }

    get names() {
        return this.people.map(({ name, company }) => `${name}, ${company}`).join("\n");
    }
}
