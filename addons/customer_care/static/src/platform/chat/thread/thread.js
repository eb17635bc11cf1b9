import { Component, markup, onMounted, onWillUnmount, useEffect, useRef, useState } from "@odoo/owl";
import { Icon } from "../core/icon";
import { toClock } from "../core/time";
import { groupMessages } from "./groups";
import { PushCard } from "./push_card";

const NEAR = 80;

/** What was said, and what is on its way. */
export class Thread extends Component {
    static template = "customer_care.Thread";
    static components = { Icon, PushCard };
    static props = { chat: Object, pages: Object };

    setup() {
        this.chat = useState(this.props.chat);
        this.state = useState({ isBehind: false });
        this.list = useRef("list");
        this.isAtEnd = true;
        this.toClock = toClock;
        onMounted(() => {
            // What grows around it does not push the newest out of sight.
            const observer = new ResizeObserver(() => this.isAtEnd && this.toEnd());
            observer.observe(this.list.el);
            this.stop = () => observer.disconnect();
        });
        onWillUnmount(() => this.stop());
        useEffect(
            () => this.follow(),
            () => [this.chat.messages.at(-1)?.id, this.pending.length, this.chat.typist]
        );
    }

    get groups() {
        return groupMessages(this.chat.messages);
    }

    get pending() {
        return this.chat.pending.filter(({ session }) => session === this.chat.session.id);
    }

    get isWaiting() {
        return this.chat.session.state === "waiting";
    }

    /** Written by our own server, which has cleaned it. */
    toMarkup(html) {
        return markup(html);
    }

    toSize(bytes) {
        return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
    }

    onScroll() {
        const { scrollTop, scrollHeight, clientHeight } = this.list.el;
        this.isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR;
        if (this.isAtEnd) {
            this.state.isBehind = false;
        }
    }

    /** Who reads further up is not pulled away; his own words are always in sight. */
    follow() {
        const isMine = this.pending.length || this.chat.messages.at(-1)?.kind === "mine";
        if (this.isAtEnd || isMine) {
            this.toEnd();
        } else {
            this.state.isBehind = true;
        }
    }

    toEnd() {
        this.list.el.scrollTop = this.list.el.scrollHeight;
        this.state.isBehind = false;
    }
}
