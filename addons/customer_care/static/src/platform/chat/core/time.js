function format(options) {
    return new Intl.DateTimeFormat(document.documentElement.lang || undefined, options);
}

const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

function isToday(moment) {
    return moment.toDateString() === new Date().toDateString();
}

/**
 * The time of day, with the day where it is not today.
 *
 * @param {string} iso
 */
export function toClock(iso) {
    const moment = new Date(iso);
    return format(isToday(moment) ? CLOCK : { day: "numeric", month: "short", ...CLOCK }).format(moment);
}

/** @param {string} iso */
export function toDay(iso) {
    return iso ? format({ day: "numeric", month: "short", year: "numeric" }).format(new Date(iso)) : "";
}
