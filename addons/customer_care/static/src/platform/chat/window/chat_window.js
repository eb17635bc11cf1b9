import { Component, markup, onMounted, useEffect, useExternalListener, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { Composer } from "../composer/composer";
import { Conversation } from "../core/conversation";
import { Icon } from "../core/icon";
import { useLive } from "../core/live";
import { Pages } from "../core/pages";
import { LetterForm } from "../letter/letter_form";
import { Rating } from "../rating/rating";
import { StartForm } from "../start/start_form";
import { Thread } from "../thread/thread";
import { CartStrip } from "./cart_strip";
import { Offer } from "./offer";
import { ProposalPill } from "./proposal_pill";
import { useScreen } from "./screen";
import { Wait } from "./wait";

const FIRST = "textarea, input:checked, input, .o_care_yes";

/** The customer's window: asking, waiting, talking, and what comes after (L1, L2, L11, L13, L16). */
export class ChatWindow extends Component {
    static template = "customer_care.ChatWindow";
    static components = {
        CartStrip,
        Composer,
        Icon,
        LetterForm,
        Offer,
        ProposalPill,
        Rating,
        StartForm,
        Thread,
        Wait,
    };
    static props = { chat: Object, isAsked: Boolean, getOpener: Function };

    setup() {
        this.chat = useState(this.props.chat);
        this.window = useRef("window");
        this.bar = useRef("bar");
        this.ui = useState({
            isOpen: this.wasOpen(),
            letter: "",
            sent: "",
            note: "",
            offer: null,
            isEnding: false,
            hasMenu: false,
            seen: this.chat.store.read("seen") || 0,
        });
        this.pages = new Pages(this.chat, (push) => this.propose(push));
        useLive(this.chat, this.env, (push) => this.pages.show(push));
        useScreen(() => this.isShown);
        useEffect(
            (isShown) => isShown && this.see(),
            () => [this.isShown, this.lastId]
        );
        useEffect(
            (isShown) => isShown && this.wantsFocus && this.focus(),
            () => [this.isShown, this.view]
        );
        useExternalListener(document, "click", (ev) => this.onClickAway(ev));
        this.env.bus.addEventListener("customer_care.open", ({ detail }) => detail.isAsked && this.open());
        onMounted(() => this.pages.arrive());
    }

    // === WHAT IS SHOWN === //

    /** As the customer left it on the last page; a conversation that he never saw here is open. */
    wasOpen() {
        const kept = this.chat.store.read("window");
        if (this.props.isAsked || !kept) {
            return this.props.isAsked || (this.chat.isRunning && !this.chat.isInvited);
        }
        const isOther = this.chat.isRunning && kept.session !== this.chat.session.id;
        return isOther || kept.isOpen;
    }

    get isShown() {
        return this.ui.isOpen && !this.chat.isInvited;
    }

    get state() {
        return this.chat.session?.state;
    }

    get isOver() {
        return Boolean(this.chat.session) && !this.chat.isRunning;
    }

    get view() {
        const { letter, sent } = this.ui;
        if (sent || letter) {
            return sent ? "sent" : "letter";
        }
        if (!this.chat.session) {
            return this.chat.care?.open ? "start" : "letter";
        }
        return this.isOver ? "over" : this.state;
    }

    get isTalk() {
        return ["waiting", "active", "over"].includes(this.view);
    }

    get agent() {
        return this.isTalk && this.state !== "waiting" ? this.chat.session.agent : null;
    }

    get title() {
        if (this.view === "letter" || this.view === "sent") {
            return this.ui.letter === "callback" ? _t("Ask for a call") : _t("Leave a message");
        }
        return this.agent?.name || _t("Talk to us");
    }

    get subtitle() {
        const { session } = this.chat;
        const parts = session && this.isTalk ? [session.subject || session.queue, session.order?.name] : [];
        return parts.filter(Boolean).join(", ");
    }

    get closeLabel() {
        return this.chat.isRunning ? _t("End the conversation") : _t("Close");
    }

    get placeholder() {
        return this.state === "waiting" ? _t("Add to your question") : _t("Write a message");
    }

    get lastId() {
        return this.chat.messages.at(-1)?.id || 0;
    }

    get unread() {
        const isNews = ({ id, kind }) => id > this.ui.seen && ["agent", "push"].includes(kind);
        return this.chat.messages.filter(isNews).length;
    }

    get barText() {
        const { agent, position } = this.chat.session || {};
        if (this.state === "waiting") {
            return position ? _t("Waiting, position %s", position) : _t("Waiting");
        }
        return agent?.name || _t("Talk to us");
    }

    get invitation() {
        return markup(this.chat.messages.map(({ html }) => html).join(""));
    }

    get invitationTitle() {
        return _t("%s offers help", this.chat.session.agent?.name || _t("Customer care"));
    }

    get offerTitle() {
        return _t("%s shows you a page", this.chat.session?.agent?.name || _t("Customer care"));
    }

    // === OPENING AND CLOSING === //

    keep(isOpen) {
        this.ui.isOpen = isOpen;
        this.chat.store.write("window", { isOpen, at: Date.now(), session: this.chat.session?.id || 0 });
    }

    open() {
        if (!this.ui.isOpen && this.isOver) {
            this.chat.forget();
        }
        if (!this.chat.session) {
            this.chat.readState();
        }
        this.wantsFocus = true;
        this.keep(true);
        this.focus();
    }

    focus() {
        // The body of the window comes before its head: there is what one does next.
        const body = this.window.el?.querySelector(".o_care_body, .o_care_feet");
        const first = this.window.el?.querySelector(`:is(.o_care_body, .o_care_feet) :is(${FIRST})`);
        (first || body)?.focus({ preventScroll: true });
    }

    see() {
        this.ui.seen = Math.max(this.ui.seen, this.lastId);
        this.chat.store.write("seen", this.ui.seen);
    }

    minimise() {
        this.ui.hasMenu = false;
        this.wantsFocus = false;
        this.keep(false);
        const opener = this.props.getOpener();
        requestAnimationFrame(() => (this.bar.el || opener)?.focus());
    }

    /** What runs is ended only after asking; anything else just goes away. */
    close() {
        if (this.chat.isRunning && this.view !== "sent") {
            this.ui.letter = "";
            this.ui.isEnding = true;
            requestAnimationFrame(() => this.window.el?.querySelector(".o_care_end")?.focus());
            return;
        }
        if (this.isOver) {
            this.chat.forget();
        }
        Object.assign(this.ui, { letter: "", sent: "", note: "" });
        this.minimise();
    }

    onClickAway({ target }) {
        if (this.ui.hasMenu && !target.closest(".o_care_menu")) {
            this.ui.hasMenu = false;
        }
    }

    onKeydown(ev) {
        if (ev.key !== "Escape") {
            return;
        }
        ev.stopPropagation();
        const open = ["hasMenu", "isEnding", "letter"].find((name) => this.ui[name]);
        if (open) {
            this.ui[open] = open === "letter" ? "" : false;
        } else {
            this.minimise();
        }
    }

    // === VERBS === //

    async end() {
        this.ui.isEnding = false;
        const wasWaiting = this.state === "waiting";
        const answer = await this.chat.act("leave");
        this.ui.note = answer.ok ? "" : answer.error;
        if (answer.ok && wasWaiting) {
            this.close();
        }
    }

    leaveMessage(kind) {
        this.wantsFocus = true;
        Object.assign(this.ui, { letter: kind, hasMenu: false, isEnding: false });
    }

    onSent(text) {
        Object.assign(this.ui, { letter: "", sent: text });
    }

    /** Back to the beginning, for another question. */
    again() {
        this.wantsFocus = true;
        this.chat.forget();
        Object.assign(this.ui, { letter: "", sent: "", note: "" });
        this.chat.readState();
    }

    async sendTranscript() {
        this.ui.hasMenu = false;
        const answer = await this.chat.sendTranscript();
        this.ui.note = answer.ok ? _t("Sent to %s.", answer.email) : answer.error;
    }

    async accept() {
        this.wantsFocus = true;
        this.keep(true);
        await this.chat.act("accept");
    }

    async decline() {
        await this.chat.act("decline");
        this.chat.forget();
        this.keep(false);
    }

    // === PAGES === //

    /** In the open window the card in the conversation asks; over a closed one a small one does. */
    propose(push) {
        if (!this.isShown) {
            this.ui.offer = push;
        }
    }

    takeOffer() {
        const { offer } = this.ui;
        this.ui.offer = null;
        this.pages.open(offer);
    }

    refuseOffer() {
        const { offer } = this.ui;
        this.ui.offer = null;
        this.pages.decline(offer);
    }
}

registry.category("customer_care.chat").add("chat", { ChatWindow, Conversation });
