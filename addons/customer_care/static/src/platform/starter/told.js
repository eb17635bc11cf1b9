import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

const MINUTE = { hour: "2-digit", minute: "2-digit" };

/** An agent sees the customer's pages: the customer is told for as long as it lasts (A17, B16). */
export class Told extends Interaction {
    static selector = ".o_care_told";
    dynamicContent = {
        _root: { "t-att-hidden": () => (this.told.mode ? null : "hidden") },
        ".o_care_told_agent": { "t-out": () => this.told.agent },
        ".o_care_told_until": { "t-out": () => this.until },
        ".o_care_told_customer": { "t-att-hidden": () => this.hide("customer") },
        ".o_care_told_ghost": { "t-att-hidden": () => this.hide("ghost") },
    };

    setup() {
        const { contact, agent, mode, until } = this.el.dataset;
        this.told = { contact_id: Number(contact), agent, mode, until };
    }

    start() {
        this.addListener(this.env.bus, "eservices.live:care.contact/told", ({ detail }) => this.take(detail));
        this.watch();
    }

    /** The end of one agent's view is not the end of another's. */
    take(told) {
        if (told.mode || told.contact_id === this.told.contact_id) {
            this.told = told;
            this.watch();
            this.updateContent();
        }
    }

    /** It ends by itself when the time is over, whoever says so or not. */
    watch() {
        clearTimeout(this.timer);
        if (this.told.mode) {
            const left = Date.parse(this.told.until) - Date.now();
            this.timer = this.waitForTimeout(() => (this.told = {}), Math.max(0, left));
        }
    }

    get until() {
        const { until } = this.told;
        return until ? new Date(until).toLocaleTimeString(document.documentElement.lang, MINUTE) : "";
    }

    hide(mode) {
        return this.told.mode === mode ? null : "hidden";
    }
}

registry.category("public.interactions").add("customer_care.told", Told);
