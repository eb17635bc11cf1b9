import { browser } from "@web/core/browser/browser";
import { makeKey } from "../../starter/visit_reports";

const STORE = "outbox";
const FIRST_DELAY = 2000;
const LAST_DELAY = 30000;

/** One tab sends at a time; where the browser cannot keep that, the keys still make each message one. */
function alone(name, verb) {
    return navigator.locks ? navigator.locks.request(name, verb) : verb();
}

/**
 * What the customer said and the server has not yet: kept in the browser through changes of page and lost
 * connections, sent one after the other, each with its key, so that it stands once and in order (L2).
 */
export class Outbox {
    /**
     * @param {OwnStore} store
     * @param {Object} hooks
     * @param {(entry: Object) => Promise<Object>} hooks.send
     * @param {(entry: Object, answer: Object) => void} hooks.sent
     * @param {(entries: Object[]) => void} hooks.changed
     */
    constructor(store, hooks) {
        this.store = store;
        this.hooks = hooks;
        this.delay = FIRST_DELAY;
        this.sending = null;
    }

    get entries() {
        return this.store.read(STORE) || [];
    }

    write(entries) {
        this.store.write(STORE, entries.length ? entries : null);
        this.hooks.changed(entries);
    }

    add(session, text) {
        const entry = { key: makeKey(), session, text, at: new Date().toISOString(), error: "" };
        this.write([...this.entries, entry]);
        return this.flush();
    }

    remove(key) {
        this.write(this.entries.filter((entry) => entry.key !== key));
    }

    /** Ask for a message that was refused to be sent again. */
    retry(key) {
        this.write(this.entries.map((entry) => (entry.key === key ? { ...entry, error: "" } : entry)));
        return this.flush();
    }

    flush() {
        browser.clearTimeout(this.timer);
        this.sending ||= alone(this.store.getKey(STORE), () => this.sendAll()).finally(() => {
            this.sending = null;
        });
        return this.sending;
    }

    async sendAll() {
        let entry;
        while ((entry = this.entries.find(({ error }) => !error))) {
            const answer = await this.hooks.send(entry);
            if (answer.isLost) {
                this.timer = browser.setTimeout(() => this.flush(), this.delay);
                this.delay = Math.min(this.delay * 2, LAST_DELAY);
                return;
            }
            this.delay = FIRST_DELAY;
            this.settle(entry, answer);
        }
    }

    settle(entry, answer) {
        if (answer.ok) {
            this.hooks.sent(entry, answer);
            this.remove(entry.key);
        } else {
            const mark = (one) => (one.key === entry.key ? { ...one, error: answer.error } : one);
            this.write(this.entries.map(mark));
        }
    }
}
