import { onWillDestroy, onWillStart } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";

/**
 * The desk, with the parts of it that a screen shows.
 * @param {...string} parts `me`, `coworkers`, `lists` or `board`
 * @returns {import("@customer_care/desk/core/desk_service").Desk}
 */
export function useDesk(...parts) {
    const desk = useService("customer_care.desk");
    onWillStart(() => desk.need(parts));
    onWillDestroy(() => desk.release(parts));
    return desk;
}
