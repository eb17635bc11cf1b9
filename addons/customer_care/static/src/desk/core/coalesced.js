import { browser } from "@web/core/browser/browser";
import { Deferred } from "@web/core/utils/concurrency";

/**
 * Reads at once when asked, and again as soon as the pause is over if asked meanwhile: however many messages
 * the bus brings, the server is asked at most once in each pause.
 */
export class Coalesced {
    /**
     * @param {() => Promise} read
     * @param {number} pause in milliseconds
     */
    constructor(read, pause = 1000) {
        this.read = read;
        this.pause = pause;
        this.isBusy = false;
        this.next = null;
        this.isStopped = false;
    }

    /** @returns {Promise} done when something has been read that is not older than the request */
    request() {
        if (this.isStopped) {
            return Promise.resolve();
        }
        if (this.isBusy) {
            this.next ||= new Deferred();
            return this.next;
        }
        return this._run();
    }

    async _run() {
        this.isBusy = true;
        try {
            await this.read();
        } finally {
            browser.setTimeout(() => this._settle(), this.pause);
        }
    }

    _settle() {
        this.isBusy = false;
        const { next } = this;
        this.next = null;
        if (next && !this.isStopped) {
            this._run().then(next.resolve, next.reject);
        }
    }

    /** What is asked from now on is not read any more. */
    stop() {
        this.isStopped = true;
    }
}
