import { RPCError } from "@web/core/network/rpc";

const EXPIRED = "odoo.http.SessionExpiredException";

/**
 * The reason that the server gave for not doing something.
 * @returns {string} nothing for what broke: Odoo says that in its own way, and nobody reads a query of the database
 */
export function readRefusal(error) {
    const isRefusal =
        error instanceof RPCError &&
        (error.exceptionName?.startsWith("odoo.exceptions.") || error.exceptionName === EXPIRED);
    return isRefusal ? error.data?.message || "" : "";
}
