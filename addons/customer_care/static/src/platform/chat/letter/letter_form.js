import { Component, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { makeKey } from "../../starter/visit_reports";
import { useDraft } from "../core/draft";
import { Icon } from "../core/icon";

function toText(html) {
    const { body } = new DOMParser().parseFromString(html.replaceAll("<br>", "\n"), "text/html");
    return body.textContent.trim();
}

/** Who does not wait leaves a message, or asks for a call; what he asked already goes along (L3, L13). */
export class LetterForm extends Component {
    static template = "customer_care.LetterForm";
    static components = { Icon };
    static props = { chat: Object, kind: String, sent: Function };

    setup() {
        this.chat = useState(this.props.chat);
        const { care } = this.chat;
        const empty = { kind: this.props.kind, text: "", phone: care.phone, when: "", subject: "" };
        this.draft = useDraft(this.chat.store, "letter", empty);
        const { values } = this.draft;
        values.kind = this.props.kind;
        values.text ||= this.getQuestion();
        this.question = this.chat.store.read("question") || {};
        this.state = useState({ error: "", isSending: false });
        this.key = makeKey();
    }

    get care() {
        return this.chat.care;
    }

    get isCall() {
        return this.draft.values.kind === "callback";
    }

    /** What he typed, or said while he waited. */
    getQuestion() {
        const own = this.chat.isRunning ? this.chat.messages.filter(({ kind }) => kind === "mine") : [];
        const typed = this.chat.store.read("question")?.text;
        return [...own.map(({ html }) => toText(html)), typed].filter(Boolean).join("\n");
    }

    get subjectId() {
        const { session } = this.chat;
        const subject = this.care.subjects.find(({ name }) => name === session?.subject);
        return subject?.id || Number(this.question.subject) || null;
    }

    async send() {
        if (this.state.isSending) {
            return;
        }
        const { kind, text, phone, when } = this.draft.values;
        this.state.isSending = true;
        const answer = await this.chat.leaveMessage({
            kind,
            text: text.trim(),
            phone: phone.trim(),
            when: when.trim(),
            subject_id: this.subjectId,
            order_id: this.chat.session?.order?.id || Number(this.question.order) || null,
            url: browser.location.pathname + browser.location.search,
            key: this.key,
        });
        this.state.isSending = false;
        this.state.error = answer.ok ? "" : answer.error;
        if (answer.ok) {
            this.draft.clear();
            this.chat.store.write("question", null);
            this.props.sent(answer.text);
        }
    }
}
