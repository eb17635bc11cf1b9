import { Interaction } from "@web/public/interaction";
import { _t } from "@web/core/l10n/translation";
import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";

const STORE = "eservices_ecommerce.connection";
const PATIENCE = 8000;

/** Settings of the connection on the login page: kept on this device, tested before they are used. */
export class Connection extends Interaction {
    static selector = ".o_eservices_connection";
    dynamicContent = {
        _root: { "t-on-keydown": (ev) => ev.key === "Escape" && this.close() },
        form: { "t-on-submit.prevent": this.save },
        ".o_eservices_connection_close": { "t-on-click": this.close },
        ".o_eservices_connection_reset": { "t-on-click": this.reset },
        ".o_eservices_connection_test": {
            "t-on-click": this.locked(this.test),
            "t-att-aria-busy": () => (this.testing ? "true" : null),
            "t-att-class": () => ({ o_eservices_busy: this.testing }),
        },
        ".o_eservices_connection_answer": {
            "t-att-hidden": () => (this.answer ? null : "hidden"),
            "t-att-class": () => ({
                o_eservices_tone_ok: this.answer?.ok,
                o_eservices_tone_bad: this.answer && !this.answer.ok,
            }),
        },
        ".o_eservices_connection_answer p": { "t-out": () => this.answer?.text || "" },
    };

    setup() {
        this.form = this.el.querySelector("form");
        this.answer = null;
        this.testing = false;
        let kept = {};
        try {
            kept = JSON.parse(browser.localStorage.getItem(STORE)) || {};
        } catch {
            // nothing readable was kept: the serving server it is
        }
        this.fill(kept.server || window.location.origin, kept.database || this.el.dataset.database);
    }

    fill(server, database) {
        this.form.elements.server.value = server;
        this.form.elements.database.value = database || "";
    }

    /** The address as an origin, or null when it is none. */
    get origin() {
        const typed = this.form.elements.server.value.trim();
        try {
            const url = new URL(/^https?:\/\//i.test(typed) ? typed : `https://${typed}`);
            return url.origin;
        } catch {
            return null;
        }
    }

    get database() {
        return this.form.elements.database.value.trim();
    }

    say(ok, text) {
        this.answer = { ok, text };
    }

    async test() {
        const origin = this.origin;
        if (!origin) {
            this.say(false, _t("This is no address of a server."));
            return;
        }
        this.testing = true;
        this.updateContent();
        const started = performance.now();
        const outcome = await this.waitFor(this.reach(origin));
        const delay = Math.round(performance.now() - started);
        this.testing = false;
        if (outcome.ok) {
            this.say(true, _t("Connected in %(delay)s ms. %(product)s", { delay, ...outcome }));
        } else {
            this.say(false, outcome.error);
        }
    }

    async reach(origin) {
        const query = this.database ? `?db=${encodeURIComponent(this.database)}` : "";
        try {
            const response = await browser.fetch(`${origin}/eservices/connection${query}`, {
                signal: AbortSignal.timeout(PATIENCE),
                credentials: "omit",
            });
            const answer = await response.json();
            return answer.product
                ? answer
                : { ok: false, error: answer.error || _t("This server is not the platform.") };
        } catch (error) {
            if (error instanceof SyntaxError) {
                return {
                    ok: false,
                    error: _t("A server answers there, but it is not the platform."),
                };
            }
            return { ok: false, error: _t("No answer from this address.") };
        }
    }

    save() {
        const { origin, database } = this;
        if (!origin) {
            this.say(false, _t("This is no address of a server."));
            return;
        }
        browser.localStorage.setItem(STORE, JSON.stringify({ server: origin, database }));
        const query = database ? `?db=${encodeURIComponent(database)}` : "";
        if (origin !== window.location.origin || database !== this.el.dataset.database) {
            window.location.assign(`${origin}/web/login${query}`);
            return;
        }
        this.say(true, _t("Kept on this device."));
    }

    reset() {
        browser.localStorage.removeItem(STORE);
        this.fill(window.location.origin, this.el.dataset.database);
        this.say(true, _t("Back to the server that sent this page."));
    }

    close() {
        if (this.el.open) {
            this.el.open = false;
            this.el.querySelector("summary").focus();
        }
    }
}

registry.category("public.interactions").add("eservices_ecommerce.connection", Connection);
