import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { session } from "@web/session";

// Whoever was not heard of for two of these is no longer there for customers, see GONE_AFTER_SILENCE.
const PULSE = 60000;

/** Odoo says once that it is open; representatives say so each minute, for customers count on them (L5, L15). */
export const presencePulse = {
    dependencies: ["bus_service", "im_status"],
    start(_env, { bus_service: bus, im_status: status }) {
        if (session.is_care_representative) {
            browser.setInterval(() => status.updateBusPresence(), PULSE);
            bus.addEventListener("BUS:RECONNECT", () => status.updateBusPresence());
        }
    },
};

registry.category("services").add("customer_care.presence_pulse", presencePulse);
