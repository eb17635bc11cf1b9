import { onWillDestroy, useEffect, useEnv, useState } from "@odoo/owl";
import { useBus, useService } from "@web/core/utils/hooks";
import { Coalesced } from "@customer_care/desk/core/coalesced";

const CHANNEL = "care.monitor";

/**
 * What is known about the customer of a conversation, in `desk.panels`, kept up to date while it is on the screen.
 * @param {() => Object|undefined} getSession the conversation, when there is one
 * @returns {{state: {isFailed: boolean}, reader: Coalesced}}
 */
export function useSessionPanel(getSession) {
    const env = useEnv();
    const desk = useService("customer_care.desk");
    const orm = useService("orm");
    const bus = useService("bus_service");
    const state = useState({ isFailed: false });

    async function read() {
        const id = getSession()?.id;
        if (!id) {
            return;
        }
        try {
            desk.panels[id] = await orm.silent.call("care.session", "get_panel", [[id]]);
            state.isFailed = false;
        } catch {
            state.isFailed = true;
        }
    }

    const reader = new Coalesced(read);
    const isMine = (id) => id === getSession()?.id && reader.request();
    const readers = {
        "care.visit/changed": ({ user_ids: ids }) => ids.includes(getSession()?.user_id) && reader.request(),
        "care.session/changed": ({ id }) => isMine(id),
        "care.push/answered": ({ session_id: id }) => isMine(id),
        "care.transfer/answered": ({ session_id: id }) => isMine(id),
    };
    Object.entries(readers).forEach(([type, listener]) => bus.subscribe(type, listener));
    bus.addChannel(CHANNEL);
    useBus(bus, "BUS:RECONNECT", () => reader.request());
    useBus(env.bus, "CUSTOMER_CARE:READ_PANEL", () => reader.request());
    // Its place is on the screen before its content: the conversation does not wait for it.
    useEffect(
        (id) => {
            if (id) {
                reader.request();
            }
        },
        () => [getSession()?.id]
    );
    onWillDestroy(() => {
        reader.stop();
        bus.deleteChannel(CHANNEL);
        Object.entries(readers).forEach(([type, listener]) => bus.unsubscribe(type, listener));
    });
    return { state, reader };
}
