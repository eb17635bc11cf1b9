import { Component, useState } from "@odoo/owl";

/** What members say to single changes of a redline, and the field in which one answers (B14). */
export class RedlineRemarks extends Component {
    static template = "collab_space.RedlineRemarks";
    static props = { remarks: Object, change: Number, choose: Function, send: Function };

    setup() {
        this.state = useState({ text: "", isSending: false });
    }

    /** The change that is written about: the chosen one, or else the first. */
    get target() {
        return this.props.change || this.props.remarks.choices[0]?.number;
    }

    get rows() {
        const { remarks, change } = this.props;
        return change ? remarks.rows.filter((row) => row.change === change) : remarks.rows;
    }

    async send() {
        const text = this.state.text.trim();
        if (!text || this.state.isSending) {
            return;
        }
        this.state.isSending = true;
        try {
            await this.props.send(this.target, text);
            this.state.text = "";
        } finally {
            this.state.isSending = false;
        }
    }

    onKeydown(ev) {
        if (ev.key === "Enter") {
            ev.preventDefault();
            ev.stopPropagation();
            this.send();
        }
    }
}
