import { browser } from "@web/core/browser/browser";
import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

const STORE = "customer_care.tab";
const ROUTE = "/eservices/care/visit";

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
        _document: { "t-on-visibilitychange": () => this.isVisible() && this.report("beat") },
        _window: { "t-on-pagehide": () => this.report("leave"), "t-on-pageshow": this.onShow },
    };

    start() {
        this.report("enter");
        const beat = browser.setInterval(() => this.onBeat(), Number(this.el.dataset.beat) * 1000);
        this.registerCleanup(() => browser.clearInterval(beat));
    }

    isVisible() {
        return document.visibilityState === "visible";
    }

    /** Of a tab in the background only who talks with the customer wants to know. */
    onBeat() {
        if (this.isVisible() || this.el.dataset.session) {
            this.report("beat");
        }
    }

    /** The browser brings a page back as it was left. */
    onShow({ persisted }) {
        if (persisted) {
            this.report("enter");
        }
    }

    /** One that is lost is made up for by the next; so is not waited for, and never seen. */
    report(event) {
        const params = {
            tab: getTab(),
            url: `${browser.location.pathname}${browser.location.search}`.slice(0, 500),
            title: document.querySelector("h1")?.textContent.trim() || document.title,
            event,
            visible: this.isVisible(),
        };
        const body = JSON.stringify({ jsonrpc: "2.0", method: "call", params });
        const headers = { "Content-Type": "application/json" };
        browser.fetch(ROUTE, { method: "POST", headers, body, keepalive: true }).catch(() => {});
    }
}

registry.category("public.interactions").add("customer_care.visit_reports", VisitReports);
