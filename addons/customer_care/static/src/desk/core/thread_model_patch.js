import { patch } from "@web/core/utils/patch";
import { Thread } from "@mail/core/common/thread_model";

// The desk while a screen of it is shown: conversations stand there, a window of Odoo's would cover them.
const shown = { desks: [] };

function isOnTheDesk(thread) {
    const { mine = [], invited = [] } = shown.desks[0]?.lists || {};
    return (
        thread.channel_type === "livechat" ||
        [...mine, ...invited].some((row) => row.side_channel_id === thread.id)
    );
}

/** From now on conversations open no windows; the same again as often as it was said. */
export function holdWindows(desk) {
    shown.desks.push(desk);
}

/** The screen is left: conversations open windows as they always do. */
export function releaseWindows() {
    shown.desks.pop();
}

patch(Thread.prototype, {
    get inChathubOnNewMessage() {
        return super.inChathubOnNewMessage && !(shown.desks.length && isOnTheDesk(this));
    },
});
