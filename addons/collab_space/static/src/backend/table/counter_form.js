import { Component, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useAutofocus } from "@web/core/utils/hooks";
import { parseFloat } from "@web/views/fields/parsers";
import { formatFloat } from "@web/views/fields/formatters";

const NUMBERS = ["price", "quantity", "delivery_days"];

function write(value) {
    return value ? formatFloat(value, { trailingZeros: false }) : "";
}

/** A counter-proposal under its row: Ctrl Enter sends, Escape closes and keeps the draft. */
export class CounterForm extends Component {
    static template = "collab_space.CounterForm";
    static props = {
        term: Object,
        draft: Object,
        send: Function,
        decline: Function,
        close: Function,
        tell: Function,
    };

    setup() {
        this.draft = useState(this.props.draft);
        // What was typed before the form was closed stays.
        Object.assign(this.draft, { ...this.begin(), ...this.props.draft });
        this.state = useState({ error: "", isBusy: false });
        this.noteRef = useRef("note");
        useAutofocus({ selectAll: true });
    }

    /** What stands now, as the fields show it. */
    begin() {
        const { values, payment_terms: choices } = this.props.term;
        return {
            ...Object.fromEntries(NUMBERS.map((name) => [name, write(values[name])])),
            valid_until: values.valid_until || "",
            payment_term_id: values.payment_term_id || choices[0]?.id || false,
            summary: values.summary || "",
            note: "",
        };
    }

    get label() {
        return this.props.term.version_id ? _t("Send counter") : _t("Propose");
    }

    /** @returns {Object} what is proposed; throws where a number cannot be read */
    read() {
        const { kind } = this.props.term;
        const { note, valid_until, summary } = this.draft;
        const values = { note, valid_until };
        if (kind === "line") {
            for (const name of NUMBERS.filter((each) => this.draft[each])) {
                values[name] = parseFloat(this.draft[name]);
            }
        } else {
            values.summary = summary;
        }
        if (kind === "payment") {
            values.payment_term_id = Number(this.draft.payment_term_id);
        }
        return values;
    }

    async send() {
        let values;
        try {
            values = this.read();
        } catch {
            this.state.error = _t("Type a number.");
            return;
        }
        await this.attempt(() => this.props.send(this.props.term, values));
    }

    async decline() {
        if (!this.draft.note.trim()) {
            this.state.error = _t("Say why you decline: the other side reads it.");
            this.noteRef.el.focus();
            return;
        }
        await this.attempt(() => this.props.decline(this.props.term, this.draft.note));
    }

    /** A refusal is said beside the fields; what was typed stays. */
    async attempt(verb) {
        this.state.isBusy = true;
        this.state.error = await verb();
        this.state.isBusy = false;
    }

    onKeydown(ev) {
        if (ev.key === "Enter" && (ev.ctrlKey || ev.metaKey)) {
            ev.preventDefault();
            this.send();
        } else if (ev.key === "Escape") {
            ev.stopPropagation();
            this.props.close();
        }
    }
}
