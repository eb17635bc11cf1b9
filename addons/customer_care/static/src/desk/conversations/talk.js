import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { Dropdown } from "@web/core/dropdown/dropdown";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { useService } from "@web/core/utils/hooks";
import { CloseDialog } from "@customer_care/desk/dialogs/close_dialog";
import { ColleagueDialog } from "@customer_care/desk/dialogs/colleague_dialog";
import { Elapsed } from "@customer_care/desk/elapsed/elapsed";
import { RequeueDialog } from "@customer_care/desk/dialogs/requeue_dialog";
import { TalkComposer } from "@customer_care/desk/conversations/talk_composer";
import { TalkMessages } from "@customer_care/desk/conversations/talk_messages";

/** One conversation: what is said, and what can be done with it (L14, L15). */
export class Talk extends Component {
    static template = "customer_care.Talk";
    static components = { Dropdown, DropdownItem, Elapsed, TalkComposer, TalkMessages };
    static props = { session: Object, back: Function, togglePanel: Function };

    setup() {
        this.desk = useService("customer_care.desk");
        this.dialog = useService("dialog");
        this.store = useService("mail.store");
        this.state = useState({ isFailed: false });
        onWillStart(() => this.load());
    }

    async load() {
        const { channel_id: channelId } = this.props.session;
        const thread = await this.store.Thread.getOrFetch({ model: "discuss.channel", id: channelId });
        this.state.isFailed = !thread;
        await thread?.fetchNewMessages();
    }

    get thread() {
        return this.store.Thread.get({ model: "discuss.channel", id: this.props.session.channel_id });
    }

    /** The offer to a coworker that is open. */
    get transferOffer() {
        return this.desk.panels[this.props.session.id]?.transfer;
    }

    takeBack() {
        return this.desk.attempt("care.transfer", "action_withdraw", [[this.transferOffer.transfer_id]]);
    }

    get isMine() {
        return this.props.session.state === "active";
    }

    get sentence() {
        const { session } = this.props;
        return {
            waiting: session.why_not || _t("Waits for somebody to answer."),
            invited: _t("Invited; has not answered yet."),
            wrapup: _t("The conversation is over. Say what became of it, and your place is free again."),
            closed: _t("This conversation is closed."),
        }[session.state];
    }

    take() {
        return this.desk.attempt("care.session", "action_accept", [[this.props.session.id]]);
    }

    withdraw() {
        return this.desk.attempt("care.session", "action_withdraw", [[this.props.session.id]]);
    }

    requeue() {
        this.dialog.add(RequeueDialog, { session: this.props.session });
    }

    transfer() {
        this.dialog.add(ColleagueDialog, { session: this.props.session, purpose: "transfer" });
    }

    ask() {
        this.dialog.add(ColleagueDialog, { session: this.props.session, purpose: "ask" });
    }

    wrapUp() {
        this.dialog.add(CloseDialog, { session: this.props.session });
    }

    end() {
        return this.desk.attempt("care.session", "action_end", [[this.props.session.id]]);
    }
}
