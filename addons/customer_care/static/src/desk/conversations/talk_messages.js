import { Component, onWillStart, onWillUpdateProps, useEffect, useRef } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";
import { Message } from "@mail/core/common/message";
import { NotificationMessage } from "@mail/core/common/notification_message";
import { InternalLine } from "@customer_care/desk/conversations/internal_line";
import { PushCard } from "@customer_care/desk/conversations/push_card";

const NEAR = 120;

/** What customer and representatives said, with what the customer never sees between it, by time (L15). */
export class TalkMessages extends Component {
    static template = "customer_care.TalkMessages";
    static components = { InternalLine, Message, NotificationMessage, PushCard };
    static props = { session: Object, thread: Object };

    setup() {
        this.store = useService("mail.store");
        this.desk = useService("customer_care.desk");
        this.frame = useRef("frame");
        this.isAtEnd = true;
        onWillStart(() => this.loadSide(this.props.session));
        onWillUpdateProps((next) => {
            if (next.session.side_channel_id !== this.props.session.side_channel_id) {
                this.loadSide(next.session);
            }
        });
        useEffect(
            () => {
                this.stayAtEnd();
                this.markRead();
            },
            () => [this.items.at(-1)?.message.id, this.items.length]
        );
    }

    async loadSide({ side_channel_id: id }) {
        if (id) {
            const side = await this.store.Thread.getOrFetch({ model: "discuss.channel", id });
            await side?.fetchNewMessages();
        }
    }

    get side() {
        const { side_channel_id: id } = this.props.session;
        return id ? this.store.Thread.get({ model: "discuss.channel", id }) : undefined;
    }

    get pushes() {
        const pushes = this.desk.panels[this.props.session.id]?.pushes || [];
        return Object.fromEntries(pushes.map((one) => [one.message_id, one]));
    }

    get items() {
        const { pushes } = this;
        const outside = this.props.thread.messages.map((message) => ({
            message,
            push: pushes[message.id],
            kind: message.isNotification ? "event" : pushes[message.id] ? "push" : "message",
        }));
        const inside = (this.side?.messages || [])
            .filter((message) => !message.isNotification)
            .map((message) => ({ message, kind: "internal" }));
        // Ids of messages count up through all talks; what is being sent has the highest.
        return [...outside, ...inside].sort((one, other) => one.message.id - other.message.id);
    }

    onScroll() {
        const { scrollTop, scrollHeight, clientHeight } = this.frame.el;
        this.isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    }

    stayAtEnd() {
        if (this.isAtEnd && this.frame.el) {
            this.frame.el.scrollTop = this.frame.el.scrollHeight;
        }
    }

    markRead() {
        if (this.isAtEnd && document.hasFocus()) {
            this.props.thread.markAsRead();
            this.side?.markAsRead();
        }
    }

    loadOlder() {
        return this.props.thread.fetchMoreMessages();
    }
}
