import { Component, useEffect, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { useBus, useService } from "@web/core/utils/hooks";
import { AnswersDialog } from "@customer_care/console/dialogs/answers_dialog";
import { Elapsed } from "@customer_care/desk/elapsed/elapsed";
import { Pill } from "@customer_care/desk/pill/pill";
import { TalkComposer } from "@customer_care/desk/conversations/talk_composer";
import { TalkMessages } from "@customer_care/desk/conversations/talk_messages";
import { findChat } from "@customer_care/console/core/chat";
import { toClock } from "@customer_care/desk/core/time";
import { HandOverDialog } from "@customer_care/console/dialogs/hand_over_dialog";
import { Requests } from "@customer_care/console/talk/requests";
import { Vouchers } from "@customer_care/console/talk/vouchers";
import { useConsole } from "@customer_care/console/core/console_hook";
import { useSessionPanel } from "@customer_care/desk/panel/panel_hook";

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
        useSessionPanel(() => this.session);
        useEffect(
            (channelId) => {
                this.loadChat(channelId);
            },
            () => [this.session?.channel_id]
        );
        useBus(this.env.bus, "CUSTOMER_CARE:ANSWERS", () => this.openAnswers());
        useHotkey("control+p", () => this.openAnswers(), { bypassEditableProtection: true });
    }

    // --- chat ---

    /** The conversation, as the desk lists it: only his own is talked in here. */
    get session() {
        return findChat(this.work.contact, this.desk.lists);
    }

    get thread() {
        return this.store.Thread.get({ model: "discuss.channel", id: this.session?.channel_id });
    }

    async loadChat(id) {
        if (id) {
            const thread = await this.store.Thread.getOrFetch({ model: "discuss.channel", id });
            await thread?.fetchNewMessages();
        }
    }

    openConversation() {
        return this.desk.openSession(this.session?.id || this.work.contact.care_session_id);
    }

    /** Topics and pages of the queue: what is chosen is shown to the customer, or put into the composer. */
    openAnswers() {
        const { session } = this;
        if (session) {
            this.dialog.add(AnswersDialog, { session });
        } else {
            this.work.tell(_t("A page is shown in a chat, and you have none with this customer."), "info");
        }
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
