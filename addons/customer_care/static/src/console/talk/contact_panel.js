import { Component, onWillStart, useState } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";
import { Elapsed } from "@customer_care/desk/elapsed/elapsed";
import { Pill } from "@customer_care/desk/pill/pill";
import { TalkComposer } from "@customer_care/desk/conversations/talk_composer";
import { TalkMessages } from "@customer_care/desk/conversations/talk_messages";
import { toClock } from "@customer_care/desk/core/time";
import { HandOverDialog } from "@customer_care/console/dialogs/hand_over_dialog";
import { Requests } from "@customer_care/console/talk/requests";
import { Vouchers } from "@customer_care/console/talk/vouchers";
import { useConsole } from "@customer_care/console/core/console_hook";

/** The contact session with its requests, the chat when there is one, vouchers, what was done (A8, A18). */
export class ContactPanel extends Component {
    static template = "customer_care.ConsoleContactPanel";
    static components = { Elapsed, Pill, Requests, TalkComposer, TalkMessages, Vouchers };
    static props = {};

    setup() {
        this.work = useConsole();
        this.desk = useService("customer_care.desk");
        this.store = useService("mail.store");
        this.dialog = useService("dialog");
        this.toClock = toClock;
        this.state = useState({ log: null, isLogOpen: false });
        onWillStart(() => {
            this.loadChat();
        });
    }

    // --- chat ---

    /** The conversation, as the desk lists it: only his own is talked in here. */
    get session() {
        const { care_session_id: id } = this.work.contact;
        const { mine = [] } = this.desk.lists || {};
        return id ? mine.find((one) => one.id === id && one.state === "active") : undefined;
    }

    get thread() {
        return this.store.Thread.get({ model: "discuss.channel", id: this.session?.channel_id });
    }

    async loadChat() {
        const { channel_id: id } = this.work.contact;
        if (id) {
            const thread = await this.store.Thread.getOrFetch({ model: "discuss.channel", id });
            await thread?.fetchNewMessages();
        }
    }

    openConversation() {
        return this.desk.openSession(this.work.contact.care_session_id);
    }

    // --- session ---

    handOver() {
        this.dialog.add(HandOverDialog, { work: this.work });
    }

    async toggleLog() {
        this.state.isLogOpen = !this.state.isLogOpen;
        if (this.state.isLogOpen) {
            const args = [this.work.contact.id];
            this.state.log = (await this.work.attempt("care.console", "get_log", args)) || [];
        }
    }
}
