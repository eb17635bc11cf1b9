import { Component, useEffect, useRef, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { makeKey } from "../../starter/visit_reports";
import { attach } from "../core/call";
import { useDraft } from "../core/draft";
import { Icon } from "../core/icon";

// As Odoo's own chat: who does not type for 5 s has stopped, who goes on says so again after 50 s.
const STOPPED = 5000;
const AGAIN = 50000;
const LINES = 4;

/** Where the customer writes, and puts files to it. */
export class Composer extends Component {
    static template = "customer_care.Composer";
    static components = { Icon };
    static props = { chat: Object, placeholder: String };

    setup() {
        this.chat = useState(this.props.chat);
        this.draft = useDraft(this.chat.store, "question", { text: "" });
        this.state = useState({ files: [], error: "", isSending: false });
        this.field = useRef("field");
        this.input = useRef("input");
        this.toldAt = 0;
        useEffect(
            () => this.fit(),
            () => [this.draft.values.text]
        );
    }

    get limits() {
        return this.chat.care?.files || { count: 5, bytes: 10_000_000 };
    }

    /** As high as what is typed, up to some lines. */
    fit() {
        const field = this.field.el;
        field.style.height = "auto";
        const line = parseFloat(getComputedStyle(field).lineHeight);
        const frame = field.offsetHeight - field.clientHeight;
        field.style.height = `${Math.min(field.scrollHeight + frame, line * LINES + 24)}px`;
    }

    onInput() {
        this.draft.save();
        browser.clearTimeout(this.stopTimer);
        if (!this.draft.values.text.trim()) {
            this.stopTyping();
            return;
        }
        if (Date.now() - this.toldAt > AGAIN) {
            this.toldAt = Date.now();
            this.chat.tellTyping(true);
        }
        this.stopTimer = browser.setTimeout(() => this.stopTyping(), STOPPED);
    }

    stopTyping() {
        browser.clearTimeout(this.stopTimer);
        if (this.toldAt) {
            this.toldAt = 0;
            this.chat.tellTyping(false);
        }
    }

    onKeydown(ev) {
        // On a phone Enter begins a line: the button sends.
        const isPhone = window.matchMedia("(pointer: coarse)").matches;
        if (ev.key === "Enter" && !ev.shiftKey && !ev.isComposing && !isPhone) {
            ev.preventDefault();
            this.send();
        }
    }

    onFiles() {
        this.add([...this.input.el.files]);
        this.input.el.value = "";
    }

    onPaste(ev) {
        const files = [...ev.clipboardData.files];
        if (files.length) {
            ev.preventDefault();
            this.add(files);
        }
    }

    add(files) {
        const { count, bytes } = this.limits;
        const large = files.find(({ size }) => size > bytes);
        this.state.error = "";
        if (large) {
            this.state.error = _t("%(file)s is larger than %(size)s MB.", {
                file: large.name,
                size: Math.floor(bytes / 1e6),
            });
        } else if (this.state.files.length + files.length > count) {
            this.state.error = _t("At most %s files at once.", count);
        } else {
            this.state.files.push(...files);
            this.key = makeKey();
        }
    }

    drop(index) {
        this.state.files.splice(index, 1);
        this.field.el.focus();
    }

    send() {
        const text = this.draft.values.text.trim();
        if (this.state.files.length) {
            return this.sendFiles(text);
        }
        if (text) {
            this.chat.say(text);
            this.draft.clear();
        }
        this.stopTyping();
        this.field.el.focus();
        return Promise.resolve();
    }

    /** Files stay where they are until the server has them: the browser keeps none for later. */
    async sendFiles(text) {
        if (this.state.isSending) {
            return;
        }
        this.state.isSending = true;
        this.state.error = "";
        const { key } = this;
        const files = [...this.state.files];
        const answer = await attach(this.chat.session.id, { key, text, files });
        this.state.isSending = false;
        if (answer.ok) {
            this.chat.addMessages([answer.message]);
            this.state.files = [];
            this.draft.clear();
            this.stopTyping();
        } else {
            this.state.error = answer.error;
        }
    }
}
