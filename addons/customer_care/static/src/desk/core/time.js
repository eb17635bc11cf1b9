const { DateTime } = luxon;

/** Milliseconds since 1970 of a moment as the server writes it. */
export function toMillis(moment) {
    return DateTime.fromISO(moment, { zone: "utc" }).toMillis();
}

/** Hours and minutes of a moment, as the user's clock shows it. */
export function toClock(moment) {
    return DateTime.fromISO(moment, { zone: "utc" }).toLocal().toLocaleString(DateTime.TIME_SIMPLE);
}

/** Day and month of a moment. */
export function toDay(moment) {
    return DateTime.fromISO(moment, { zone: "utc" })
        .toLocal()
        .toLocaleString({ day: "2-digit", month: "short" });
}

/** A length of time: `1:05`, or `2:01:05` from one hour on. */
export function formatSeconds(seconds) {
    const whole = Math.max(0, Math.floor(seconds));
    const hours = Math.floor(whole / 3600);
    const minutes = Math.floor((whole % 3600) / 60);
    const rest = String(whole % 60).padStart(2, "0");
    return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}
