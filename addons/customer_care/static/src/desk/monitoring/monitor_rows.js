import { _t } from "@web/core/l10n/translation";
import { toMillis } from "@customer_care/desk/core/time";

export const STATES = ["waiting", "chatting", "invited", "browsing", "idle"];

// As the server judges: without a new page for this long he is idle, without a report for this long he is gone.
const IDLE = 180_000;
const GONE = 420_000;

export const COLUMNS = [
    { name: "name", label: _t("Customer") },
    { name: "state", label: _t("State") },
    { name: "title", label: _t("Current page") },
    { name: "entered_at", label: _t("In page"), isFigure: true },
    { name: "first_seen", label: _t("On site"), isFigure: true },
    { name: "cart_count", label: _t("Cart"), isFigure: true },
];

function byText(one, other) {
    return String(one).localeCompare(String(other));
}

/** Who must be helped first: by state, then by wait, then by time on the site. */
function byUrgency(one, other) {
    return (
        STATES.indexOf(one.state) - STATES.indexOf(other.state) ||
        byText(one.waiting_since || "", other.waiting_since || "") ||
        byText(other.entered_at || "", one.entered_at || "")
    );
}

const ORDERS = {
    name: (one, other) => byText(one.name, other.name),
    state: byUrgency,
    title: (one, other) => byText(one.title, other.title),
    // The longest time is that of the earliest moment.
    entered_at: (one, other) => byText(other.entered_at || "", one.entered_at || ""),
    first_seen: (one, other) => byText(other.first_seen || "", one.first_seen || ""),
    cart_count: (one, other) => (one.cart_count || 0) - (other.cart_count || 0),
};

/** A copy of the rows in the order of a column; equal ones by urgency. */
export function sortRows(rows, { column, isDescending }) {
    const compare = ORDERS[column];
    const sign = isDescending ? -1 : 1;
    return [...rows].sort((one, other) => sign * compare(one, other) || byUrgency(one, other));
}

/** Whether the row holds what somebody looks for. */
export function fits(row, { queueId, state, text }) {
    const words = `${row.name} ${row.company} ${row.number} ${row.title}`.toLowerCase();
    return (
        (!queueId || row.queue_id === queueId) &&
        (!state || row.state === state) &&
        (!text || words.includes(text.toLowerCase()))
    );
}

/** Whether time alone made another of the row: he turned idle, or may be gone. */
export function isDue(row, now) {
    const isSilent = row.last_seen && now - toMillis(row.last_seen) > GONE;
    const isIdle = row.state === "browsing" && row.entered_at && now - toMillis(row.entered_at) > IDLE;
    return Boolean(isSilent || isIdle);
}
