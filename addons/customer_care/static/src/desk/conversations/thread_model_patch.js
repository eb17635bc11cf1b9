import { onMounted, onWillUnmount } from "@odoo/owl";
import { patch } from "@web/core/utils/patch";
import { Thread } from "@mail/core/common/thread_model";

// Chats that stand on the screen already; a window of Odoo's for them would be the same thing twice.
const shown = { desk: null };

function isOnTheDesk(thread) {
    const lists = shown.desk?.lists;
    return Boolean(
        lists &&
            [...lists.mine, ...lists.invited].some(
                (row) => row.channel_id === thread.id || row.side_channel_id === thread.id
            )
    );
}

/** While the screen is shown, its conversations open no chat windows. */
export function useOwnWindows(desk) {
    onMounted(() => (shown.desk = desk));
    onWillUnmount(() => (shown.desk = null));
}

patch(Thread.prototype, {
    get inChathubOnNewMessage() {
        return super.inChathubOnNewMessage && !(this.model === "discuss.channel" && isOnTheDesk(this));
    },
});
