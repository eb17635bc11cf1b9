import { Component, useEffect, useRef, useState } from "@odoo/owl";
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { useService } from "@web/core/utils/hooks";
import { Composer } from "@mail/core/common/composer";

/** Where he writes: to the customer, or what the customer never sees. Either keeps its text (L15). */
export class TalkComposer extends Component {
    static template = "customer_care.TalkComposer";
    static components = { Composer };
    static props = { session: Object, thread: Object, isBeside: { type: Boolean, optional: true } };

    setup() {
        this.desk = useService("customer_care.desk");
        this.store = useService("mail.store");
        this.root = useRef("root");
        this.note = useRef("note");
        // Beside other work the keyboard stays there.
        const focus = this.props.isBeside ? 0 : 1;
        this.state = useState({ isInternal: false, text: "", isBusy: false, focus });
        useHotkey("control+i", () => this.write(!this.state.isInternal), { bypassEditableProtection: true });
        useEffect(
            (isInternal) => {
                if (isInternal) {
                    this.note.el?.focus();
                }
            },
            () => [this.state.isInternal]
        );
    }

    write(isInternal) {
        this.state.isInternal = isInternal;
        this.state.focus++;
    }

    get firstName() {
        return this.props.session.name.split(" ")[0];
    }

    /** The key of the answers, as long as nothing is written; Discuss's own commands are not for customers. */
    onKey(event) {
        if (event.key === "/" && !this.props.thread.composer.composerText) {
            event.preventDefault();
            event.stopPropagation();
            this.env.bus.trigger("CUSTOMER_CARE:ANSWERS");
        }
    }

    onNoteKey(event) {
        if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
            event.preventDefault();
            this.send();
        } else if (event.key === "Escape") {
            this.write(false);
        }
    }

    async send() {
        const text = this.state.text.trim();
        if (!text || this.state.isBusy) {
            return;
        }
        this.state.isBusy = true;
        const sent = await this.desk.attempt("care.session", "action_note", [[this.props.session.id], text]);
        this.state.isBusy = false;
        if (sent) {
            this.state.text = "";
        }
    }
}
