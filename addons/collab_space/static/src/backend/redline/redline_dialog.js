import { Component, onWillStart, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { SignatureDialog } from "@web/core/signature/signature_dialog";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { RedlineRemarks } from "./redline_remarks";

/** The text of a clause, what changed in it, and the seller's signature under exactly this version (B14). */
export class RedlineDialog extends Component {
    static template = "collab_space.RedlineDialog";
    static components = { Dialog, RedlineRemarks };
    static props = { term: Object, maySign: Boolean, answer: Function, close: Function };

    setup() {
        this.orm = useService("orm");
        this.dialog = useService("dialog");
        this.state = useState({
            redline: null,
            change: 0,
            isWriting: false,
            text: "",
            summary: this.props.term.values.summary || "",
            note: "",
            error: "",
        });
        onWillStart(() => this.read());
    }

    async read() {
        const { id } = this.props.term;
        const redline = await this.orm.call("collab.term", "get_redline", [[id], 0, 0]);
        this.state.redline = redline;
        this.state.isWriting = !redline;
        this.state.text = redline ? redline.new.text : "";
    }

    get isComparing() {
        const { old, new: shown } = this.state.redline;
        return old.id !== shown.id;
    }

    choose(change) {
        this.state.change = Number(change);
    }

    isCurrent(part) {
        return part.change === this.state.change ? "o_collab_current" : "";
    }

    /** Keep a remark on a change; the answer of the server draws all of them anew. */
    async remark(change, text) {
        const { old, new: shown, remarks } = this.state.redline;
        const args = [[this.props.term.id], old.id, shown.id, change, text, remarks.key];
        await this.orm.call("collab.term", "action_remark", args);
        await this.read();
    }

    sign() {
        const { new: shown } = this.state.redline;
        this.dialog.add(SignatureDialog, {
            defaultName: user.name,
            nameAndSignatureProps: { mode: "auto", displaySignatureRatio: 3 },
            uploadSignature: ({ name, signatureImage }) => {
                const [, picture] = signatureImage.split(",");
                return this.settle("action_sign", [shown.id, shown.hash, name, picture]);
            },
        });
    }

    propose() {
        const { text, summary, note, redline } = this.state;
        const values = { text, summary, note };
        return redline
            ? this.settle("action_counter", [redline.new.id, values])
            : this.settle("action_propose", [values]);
    }

    /** A refusal is said here, above the text as it now stands. */
    async settle(method, args) {
        this.state.error = await this.props.answer(method, args);
        if (!this.state.error) {
            this.props.close();
        } else if (!this.state.isWriting) {
            await this.read();
        }
    }

    get title() {
        return _t("Text of %s", this.props.term.name);
    }
}
