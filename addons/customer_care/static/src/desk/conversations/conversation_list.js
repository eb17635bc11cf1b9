import { Component, useState } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";
import { ConversationItem } from "@customer_care/desk/conversations/conversation_item";
import { describeAgent } from "@customer_care/desk/core/words";

/** Who waits, whom he talks with, his coworkers: always beside the conversation (L5, L15). */
export class ConversationList extends Component {
    static template = "customer_care.ConversationList";
    static components = { ConversationItem };
    static props = { chosenId: [Number, Boolean], choose: Function };

    setup() {
        this.desk = useService("customer_care.desk");
        this.store = useService("mail.store");
        this.describeAgent = describeAgent;
        this.state = useState({ text: "", isClosedShown: false });
    }

    filter(rows) {
        const text = this.state.text.trim().toLowerCase();
        return rows.filter((row) =>
            `${row.name} ${row.company || ""} ${row.number || ""} ${row.queue || ""}`
                .toLowerCase()
                .includes(text)
        );
    }

    get coworkers() {
        return this.filter(this.desk.coworkers).filter((one) => one.state !== "offline");
    }

    chat(coworker) {
        return this.store.openChat({ partnerId: coworker.partner_id });
    }
}
