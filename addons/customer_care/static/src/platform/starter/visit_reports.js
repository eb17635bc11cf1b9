import { browser } from "@web/core/browser/browser";
import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

const STORE = "customer_care.tab";
const VISIT = "/eservices/care/visit";
const BEAT = "/eservices/care/beat";
// A page that is left is hidden first, and has nothing more to say than goodbye.
const HIDDEN_DELAY = 1000;

/** What tells one thing that this page sends from every other. */
export function makeKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The name of this tab: the same through reloads and changes of page. */
export function getTab() {
    let tab = browser.sessionStorage.getItem(STORE);
    if (!/^[0-9a-f]{32}$/.test(tab || "")) {
        tab = makeKey();
        browser.sessionStorage.setItem(STORE, tab);
    }
    return tab;
}

/** Tells representatives which page is open here: when it opens, from time to time, when it is left (L6, L7). */
export class VisitReports extends Interaction {
    static selector = "#o_care_root";
    dynamicContent = {
        _document: { "t-on-visibilitychange": this.onVisibility },
        _window: { "t-on-pagehide": () => this.report("leave"), "t-on-pageshow": this.onShow },
    };

    start() {
        this.load = makeKey();
        this.report("enter");
        const beat = browser.setInterval(() => this.onBeat(), Number(this.el.dataset.beat) * 1000);
        this.registerCleanup(() => browser.clearInterval(beat));
    }

    isVisible() {
        return document.visibilityState === "visible";
    }

    onVisibility() {
        browser.clearTimeout(this.hiding);
        const delay = this.isVisible() ? 0 : HIDDEN_DELAY;
        this.hiding = browser.setTimeout(() => this.report("enter"), delay);
    }

    /** Of a tab in the background only who talks with the customer wants to know. */
    async onBeat() {
        if (this.isVisible() || this.el.dataset.session) {
            const answer = await this.send(BEAT, { tab: getTab() });
            if (answer?.result?.ok === false) {
                this.report("enter");
            }
        }
    }

    /** The browser brings a page back as it was left. */
    onShow({ persisted }) {
        if (persisted) {
            this.report("enter");
        }
    }

    report(event) {
        return this.send(VISIT, {
            tab: getTab(),
            url: `${browser.location.pathname}${browser.location.search}`.slice(0, 500),
            title: document.querySelector("h1")?.textContent.trim() || document.title,
            event,
            visible: this.isVisible(),
            load: this.load,
        });
    }

    /** One that is lost is made up for by the next, and so never seen. */
    async send(route, params) {
        const body = JSON.stringify({ jsonrpc: "2.0", method: "call", params });
        const headers = { "Content-Type": "application/json" };
        try {
            const response = await browser.fetch(route, { method: "POST", headers, body, keepalive: true });
            return await response.json();
        } catch {
            return null;
        }
    }
}

registry.category("public.interactions").add("customer_care.visit_reports", VisitReports);
