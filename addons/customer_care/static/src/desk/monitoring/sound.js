import { useEffect, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { useService } from "@web/core/utils/hooks";

const KEY = "customer_care.sound";

/**
 * The only sound of the product: somebody came into the line. It can be switched off in sight.
 * @param {import("@customer_care/desk/core/desk_service").Desk} desk
 */
export function useMonitoringSound(desk) {
    const effects = useService("mail.sound_effects");
    const state = useState({ isOn: browser.localStorage.getItem(KEY) !== "off" });
    let before = null;
    useEffect(
        (count) => {
            if (before !== null && count > before && state.isOn) {
                effects.play("new-message");
            }
            before = count;
        },
        () => [desk.lists?.waiting.length ?? 0]
    );
    return {
        state,
        toggle() {
            state.isOn = !state.isOn;
            browser.localStorage.setItem(KEY, state.isOn ? "on" : "off");
        },
    };
}
