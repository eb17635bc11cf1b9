import { onWillDestroy, onWillStart } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";
import { holdWindows, releaseWindows } from "@customer_care/desk/core/thread_model_patch";

/**
 * The desk, with the parts of it that a screen shows; its conversations open no windows meanwhile.
 * @param {...string} parts `me`, `coworkers`, `lists` or `board`
 * @returns {import("@customer_care/desk/core/desk_service").Desk}
 */
export function useDesk(...parts) {
    const desk = useService("customer_care.desk");
    onWillStart(() => desk.need(parts));
    // From before the screen is drawn until it is gone, so that nothing opens while one follows the other.
    holdWindows(desk);
    onWillDestroy(() => {
        desk.release(parts);
        releaseWindows();
    });
    return desk;
}
