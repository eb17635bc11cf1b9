import { Component, useEffect, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { useDesk } from "@customer_care/desk/core/desk_hook";
import { ConversationList } from "@customer_care/desk/conversations/conversation_list";
import { CustomerPanel } from "@customer_care/desk/panel/customer_panel";
import { Live } from "@customer_care/desk/live/live";
import { Talk } from "@customer_care/desk/conversations/talk";

/** The conversations of a representative: list, talk, and what is to know about the customer (L5, L8). */
export class Conversations extends Component {
    static template = "customer_care.Conversations";
    static components = { ConversationList, CustomerPanel, Live, Talk };
    static props = { ...standardActionServiceProps };

    setup() {
        this.desk = useDesk("lists", "coworkers", "board");
        this.ui = useService("ui");
        const wanted = this.props.action.context.active_id;
        this.state = useState({ id: wanted || false, isPanelOpen: false });
        useEffect(
            () => this._settle(),
            () => [this.desk.lists]
        );
        useHotkey("alt+arrowdown", () => this.move(1), { bypassEditableProtection: true });
        useHotkey("alt+arrowup", () => this.move(-1), { bypassEditableProtection: true });
    }

    get all() {
        const { waiting, mine, invited, closed_today: closed } = this.desk.lists;
        return [...waiting, ...mine, ...invited, ...closed];
    }

    get session() {
        return this.all.find((one) => one.id === this.state.id);
    }

    /** Nobody looks at nothing while a customer is there: the first of his own, unless he is on a phone. */
    _settle() {
        if (!this.session) {
            const first = this.ui.isSmall ? undefined : this.desk.lists.mine[0];
            this.choose(first ? first.id : false);
        }
    }

    choose(id) {
        if (id !== this.state.id) {
            this.state.id = id;
            this.state.isPanelOpen = false;
        }
        this.props.updateActionState?.({ active_id: id || undefined });
    }

    move(step) {
        const ids = [...this.desk.lists.waiting, ...this.desk.lists.mine].map((one) => one.id);
        if (ids.length) {
            const at = ids.indexOf(this.state.id);
            this.choose(ids[(at + step + ids.length) % ids.length]);
        }
    }

    togglePanel() {
        this.state.isPanelOpen = !this.state.isPanelOpen;
    }
}

registry.category("actions").add("customer_care.sessions", Conversations);
