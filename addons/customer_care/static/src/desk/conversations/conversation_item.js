import { Component } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";
import { Elapsed } from "@customer_care/desk/elapsed/elapsed";

/** One conversation in the list, with what is new in it. */
export class ConversationItem extends Component {
    static template = "customer_care.ConversationItem";
    static components = { Elapsed };
    static props = { row: Object, isChosen: Boolean, choose: Function };

    setup() {
        this.store = useService("mail.store");
    }

    get thread() {
        return this.store.Thread.get({ model: "discuss.channel", id: this.props.row.channel_id });
    }

    get unread() {
        return this.props.isChosen ? 0 : this.thread?.self_member_id?.message_unread_counter || 0;
    }

    get isTyping() {
        return Boolean(this.thread?.hasOtherMembersTyping);
    }

    /** What was said last, as far as the browser knows more than the list that it read. */
    get last() {
        return this.thread?.newestPersistentOfAllMessage?.inlineBody || this.props.row.last;
    }
}
