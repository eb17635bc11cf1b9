import { browser } from "@web/core/browser/browser";

/**
 * What this browser keeps of a customer: everything bears his name, so that nobody else who uses the browser
 * comes upon it. Where nothing may be kept, it lasts as long as the page.
 */
export class OwnStore {
    /** @param {string} user */
    constructor(user) {
        this.prefix = `customer_care.${user}.`;
        this.memory = new Map();
    }

    /** The name under which something stands in the browser's storage. */
    getKey(name) {
        return this.prefix + name;
    }

    read(name) {
        try {
            return JSON.parse(browser.localStorage.getItem(this.getKey(name)));
        } catch {
            return this.memory.get(name) ?? null;
        }
    }

    write(name, value) {
        this.memory.set(name, value);
        try {
            if (value === null) {
                browser.localStorage.removeItem(this.getKey(name));
            } else {
                browser.localStorage.setItem(this.getKey(name), JSON.stringify(value));
            }
        } catch {
            // Private windows and full disks keep nothing: the page remembers.
        }
    }
}
