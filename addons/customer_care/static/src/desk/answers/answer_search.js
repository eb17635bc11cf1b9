import { Component, onMounted, onWillStart, onWillUpdateProps, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { KeepLast } from "@web/core/utils/concurrency";
import { useBus, useService } from "@web/core/utils/hooks";
import { useDebounced } from "@web/core/utils/timing";
import { Pill } from "@customer_care/desk/pill/pill";
import { describePush } from "@customer_care/desk/core/words";

/** Topics and pages of the queue, found by typing: put an answer into the composer, show a page (L9 to L11). */
export class AnswerSearch extends Component {
    static template = "customer_care.AnswerSearch";
    static components = { Pill };
    static props = {
        session: Object,
        pushes: Array,
        autofocus: { type: Boolean, optional: true },
        done: { type: Function, optional: true },
    };

    setup() {
        this.desk = useService("customer_care.desk");
        this.orm = useService("orm");
        this.store = useService("mail.store");
        this.input = useRef("input");
        this.state = useState({ text: "", items: [], at: 0 });
        this.keepLast = new KeepLast();
        this.searchSoon = useDebounced(() => this.search(this.props.session), 150);
        this.describePush = describePush;
        onWillStart(() => this.search(this.props.session));
        // After the window that it stands in has noted to whom the keyboard goes back.
        onMounted(() => this.props.autofocus && Promise.resolve().then(() => this.input.el?.focus()));
        onWillUpdateProps((next) => {
            if (next.session.queue_id !== this.props.session.queue_id) {
                this.search(next.session);
            }
        });
        useBus(this.env.bus, "CUSTOMER_CARE:ANSWERS", () => this.input.el?.select());
        useHotkey("control+p", () => this.pushChosen(), { bypassEditableProtection: true });
    }

    async search({ id, queue_id: queueId }) {
        const { text } = this.state;
        const args = [[queueId], id, text];
        const found = await this.keepLast.add(this.orm.silent.call("care.queue", "get_answers", args));
        const topics = found.topics.map((one) => ({ ...one, key: `topic${one.id}`, text: one.body }));
        const urls = found.urls.map((one) => ({ ...one, key: `url${one.id}`, text: one.url }));
        this.state.items = [...topics, ...urls];
        this.state.at = 0;
        this.searched = text;
    }

    get count() {
        return _t("%s found", this.state.items.length);
    }

    /** What became of a page that he has shown in this conversation, the last time. */
    pushOf(item) {
        return item.url && this.props.pushes.find((push) => push.url === item.url);
    }

    /** The name in three parts, the one that was typed in the middle. */
    parts(name) {
        const at = name.toLowerCase().indexOf(this.state.text.trim().toLowerCase());
        const length = at < 0 ? 0 : this.state.text.trim().length;
        const from = Math.max(at, 0);
        return [name.slice(0, from), name.slice(from, from + length), name.slice(from + length)];
    }

    onKey(event) {
        const { items } = this.state;
        const steps = { ArrowDown: 1, ArrowUp: -1 };
        if (steps[event.key] && items.length) {
            event.preventDefault();
            this.state.at = (this.state.at + steps[event.key] + items.length) % items.length;
        } else if (event.key === "Enter") {
            event.preventDefault();
            this.useChosen();
        } else if (event.key === "Escape") {
            this.composer.autofocus++;
        }
    }

    get composer() {
        const id = this.props.session.channel_id;
        return this.store.Thread.get({ model: "discuss.channel", id }).composer;
    }

    /** Who types and presses a key at once means what he typed, not what stood there before. */
    async findChosen() {
        // A search that comes later would leave this one without an answer.
        this.searchSoon.cancel();
        if (this.searched !== this.state.text) {
            await this.search(this.props.session);
        }
        return this.state.items[this.state.at];
    }

    async useChosen() {
        const item = await this.findChosen();
        if (item) {
            await this.use(item);
        }
    }

    /** Show the page that is chosen; where an answer is, he chooses first. */
    async pushChosen() {
        const item = await this.findChosen();
        if (item?.url) {
            await this.push(item);
        } else {
            this.input.el?.select();
        }
    }

    use(item) {
        return item.url ? this.push(item) : this.insert(item);
    }

    /** Into the composer, behind what is there; he reads it before he sends it. */
    insert(item) {
        const { composer } = this;
        composer.composerText = composer.composerText ? `${composer.composerText} ${item.body}` : item.body;
        this.props.done?.();
        composer.autofocus++;
    }

    async push(item) {
        const args = [[this.props.session.id], item.url, item.name];
        const pushed = await this.desk.attempt("care.session", "action_push", args);
        this.env.bus.trigger("CUSTOMER_CARE:READ_PANEL");
        if (pushed) {
            this.props.done?.();
        }
    }
}
