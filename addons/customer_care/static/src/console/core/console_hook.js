import { onWillDestroy, useEnv, useState, useSubEnv } from "@odoo/owl";
import { useBus, useService } from "@web/core/utils/hooks";
import { ConsoleState } from "@customer_care/console/core/console_state";

const CHANNEL = "care.monitor";

/** What the parts of the console share: in its frame made by `useNewConsole`. */
export function useConsole() {
    return useState(useEnv().careConsole);
}

/** The shared state, kept up to date by the bus while the console is on the screen. */
export function useNewConsole() {
    const bus = useService("bus_service");
    const services = { orm: useService("orm"), notification: useService("notification") };
    const state = new ConsoleState(services);
    const isMine = (payload) => payload.contact_id === state.contact?.id;
    const readers = {
        "care.cart/changed": (payload) => isMine(payload) && state.cartReader.request(),
        "care.contact/changed": (payload) => isMine(payload) && state.contactReader.request(),
        "care.contact/consent": (payload) => isMine(payload) && state.contactReader.request(),
        "care.visit/changed": ({ user_ids: ids }) =>
            ids.includes(state.contact?.user_id) && state.overviewReader.request(),
    };
    Object.entries(readers).forEach(([type, read]) => bus.subscribe(type, read));
    bus.addChannel(CHANNEL);
    useBus(bus, "BUS:RECONNECT", () => {
        state.cartReader.request();
        state.overviewReader.request();
    });
    onWillDestroy(() => {
        state.stop();
        bus.deleteChannel(CHANNEL);
        Object.entries(readers).forEach(([type, read]) => bus.unsubscribe(type, read));
    });
    useSubEnv({ careConsole: state });
    return useState(state);
}
