import { browser } from "@web/core/browser/browser";

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
        this.isWanted = false;
        this.isStopped = false;
    }

    async request() {
        if (this.isStopped) {
            return;
        }
        if (this.isBusy) {
            this.isWanted = true;
            return;
        }
        this.isBusy = true;
        this.isWanted = false;
        try {
            await this.read();
        } finally {
            browser.setTimeout(() => this._settle(), this.pause);
        }
    }

    _settle() {
        this.isBusy = false;
        if (this.isWanted) {
            this.request();
        }
    }

    /** What is asked from now on is not read any more. */
    stop() {
        this.isStopped = true;
    }
}
