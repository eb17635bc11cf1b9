import {
    Component,
    onWillDestroy,
    onWillStart,
    useEffect,
    useExternalListener,
    useRef,
    useState,
} from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { CounterForm } from "@collab_space/backend/table/counter_form";
import { useHere } from "@collab_space/backend/table/here_hook";
import { getCells, getSlots } from "@collab_space/backend/table/slots";
import { RedlineDialog } from "@collab_space/backend/redline/redline_dialog";

// So long one sees that somebody is writing; so often he says so.
const TYPING = 20_000;
const TELL = 8_000;

/** The negotiation table for the seller's side (B13): the same rounds as the buyers see, answered in place. */
export class NegotiationTable extends Component {
    static template = "collab_space.NegotiationTable";
    static components = { CounterForm, Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.bus = useService("bus_service");
        this.dialog = useService("dialog");
        this.action = useService("action");
        this.notification = useService("notification");
        this.spaceId = this.props.action.params?.space_id || this.props.action.context.active_id;
        this.display = { controlPanel: {} };
        this.here = useHere(this.spaceId);
        this.root = useRef("root");
        this.drafts = {};
        this.told = {};
        this.state = useState({ table: null, openId: false, currentId: false, glowId: false, typing: {} });
        onWillStart(() => this.read());
        useExternalListener(window, "keydown", (ev) => this.onKeydown(ev));
        useEffect(
            (id) => this.root.el?.querySelector(`[data-term="${id}"]`)?.focus(),
            () => [this.state.currentId]
        );
        this.listen();
    }

    // --- reading ---

    listen() {
        const onChanged = ({ space_id: id }) => id === this.spaceId && this.read();
        const onTyping = (payload) => payload.space_id === this.spaceId && this.showTyping(payload);
        this.bus.subscribe("collab.term/changed", onChanged);
        this.bus.subscribe("collab.space/changed", onChanged);
        this.bus.subscribe("collab.term/answering", onTyping);
        onWillDestroy(() => {
            this.bus.unsubscribe("collab.term/changed", onChanged);
            this.bus.unsubscribe("collab.space/changed", onChanged);
            this.bus.unsubscribe("collab.term/answering", onTyping);
        });
    }

    async read() {
        this.state.table = await this.orm.silent.call("collab.space", "get_table", [[this.spaceId]]);
    }

    get table() {
        return this.state.table;
    }

    get slots() {
        return getSlots(this.table);
    }

    cells(term) {
        return getCells(term, this.slots);
    }

    get terms() {
        return this.table.groups.flatMap(({ terms }) => terms);
    }

    get otherSide() {
        return this.table.sides[this.table.my_side === "seller" ? "buyer" : "seller"];
    }

    /** Whoever proposes a text may sign it first: the other side then only has to sign. */
    maySign(term) {
        const { can_write, my_side } = this.table;
        return can_write && term.requires_signature && term.state === "open" && !term.signed[my_side];
    }

    counterLabel(term) {
        if (!term.version_id) {
            return _t("Propose");
        }
        return term.is_my_turn ? _t("Counter") : _t("Change");
    }

    isAnswered(term) {
        return term.is_my_turn && (term.can_accept || term.needs_sign_page || term.can_counter);
    }

    // --- who is typing ---

    showTyping({ term_id: id, name, side }) {
        browser.clearTimeout(this.state.typing[id]?.timer);
        const timer = browser.setTimeout(() => delete this.state.typing[id], TYPING);
        this.state.typing[id] = { name, side, timer };
    }

    typingWords({ id }) {
        const { name } = this.state.typing[id] || {};
        return name ? _t("%s is writing an answer", name) : "";
    }

    /** A colleague answers this row: only one of a side writes at a time. */
    isLocked({ id }) {
        return this.state.typing[id]?.side === this.table.my_side && this.state.openId !== id;
    }

    tell({ id }) {
        if (Date.now() - (this.told[id] || 0) > TELL) {
            this.told[id] = Date.now();
            this.orm.silent.call("collab.term", "action_answering", [[id]]);
        }
    }

    // --- answering ---

    draft(term) {
        this.drafts[term.id] ??= {};
        return this.drafts[term.id];
    }

    toggle(term) {
        this.state.openId = this.state.openId === term.id ? false : term.id;
        if (!this.state.openId) {
            this.focus(term.id);
        }
    }

    focus(id) {
        this.root.el.querySelector(`[data-term="${id}"]`)?.focus();
    }

    /**
     * Answer a term, and read what stands now.
     *
     * @returns {Promise<string>} why it was refused; empty when it was not
     */
    async answer(term, method, args) {
        try {
            await this.orm.call("collab.term", method, [[term.id], ...args]);
        } catch (error) {
            if (!error.data?.message) {
                throw error;
            }
            await this.read();
            return error.data.message;
        }
        delete this.drafts[term.id];
        Object.assign(this.state, { openId: false, glowId: term.id });
        await this.read();
        this.focus(term.id);
        return "";
    }

    async accept(term) {
        if (this.table.foot.open > 1 || (await this.confirmLast())) {
            const refusal = await this.answer(term, "action_accept", [term.version_id]);
            if (refusal) {
                this.notification.add(refusal, { type: "danger" });
            }
        }
    }

    confirmLast() {
        return new Promise((resolve) => {
            this.dialog.add(ConfirmationDialog, {
                title: _t("Accept the last open item?"),
                body: _t("Everything is accepted then: the quotation follows from it."),
                confirmLabel: _t("Accept"),
                confirm: () => resolve(true),
                cancel: () => resolve(false),
                dismiss: () => resolve(false),
            });
        });
    }

    send(term, values) {
        const [method, args] = term.version_id
            ? ["action_counter", [term.version_id, values]]
            : ["action_propose", [values]];
        return this.answer(term, method, args);
    }

    decline(term, reason) {
        return this.answer(term, "action_decline", [term.version_id, reason]);
    }

    openText(term) {
        this.dialog.add(RedlineDialog, {
            term,
            maySign: this.maySign(term),
            answer: (method, args) => this.answer(term, method, args),
        });
    }

    openSpace() {
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "collab.space",
            res_id: this.spaceId,
            views: [[false, "form"]],
        });
    }

    // --- keyboard ---

    onKeydown(ev) {
        const isTyping = ev.target.closest("input, select, textarea, .modal, .o_command_palette");
        const isFree = !isTyping && !ev.ctrlKey && !ev.metaKey && !ev.altKey;
        const verb = isFree && this.keys[ev.key];
        if (verb) {
            ev.preventDefault();
            verb(this.terms.find(({ id }) => id === this.state.currentId));
        }
    }

    get keys() {
        return {
            j: () => this.move(1),
            k: () => this.move(-1),
            a: (term) => term && this.acceptOrSign(term),
            c: (term) => term?.can_counter && this.toggle(term),
        };
    }

    acceptOrSign(term) {
        if (term.can_accept) {
            this.accept(term);
        } else if (this.maySign(term)) {
            this.openText(term);
        }
    }

    move(step) {
        const ids = this.terms.map(({ id }) => id);
        const at = ids.indexOf(this.state.currentId);
        const first = this.terms.findIndex((term) => this.isAnswered(term));
        const next = at < 0 ? Math.max(first, 0) : Math.min(Math.max(at + step, 0), ids.length - 1);
        this.state.currentId = ids[next];
    }
}

registry.category("actions").add("collab_space.table", NegotiationTable);
