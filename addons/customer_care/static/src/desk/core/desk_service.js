import { markRaw } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { session } from "@web/session";
import { Reactive } from "@web/core/utils/reactive";
import { user } from "@web/core/user";
import { Coalesced } from "@customer_care/desk/core/coalesced";
import { readRefusal } from "@customer_care/desk/core/refusal";
import { toMillis } from "@customer_care/desk/core/time";

export const CONVERSATIONS = "customer_care.conversations_action";
export const CONSOLE = "customer_care.console_action";
// An offer whose time is over here may still run on the server's clock.
const AGAIN = 1500;

/**
 * What the screens of a representative share: who he is, his coworkers, his conversations, the queues, and the
 * clock. Each part is read while some screen needs it, and read again when the bus says that it changed (L5).
 */
export class Desk extends Reactive {
    constructor(services) {
        super();
        this.services = markRaw(services);
        this.isRepresentative = Boolean(session.is_care_representative);
        this.me = null;
        this.coworkers = null;
        this.lists = null;
        this.board = null;
        this.offers = [];
        // What stays until it is answered, by what it is about: it goes as well when that is over.
        this.notices = markRaw(new Map());
        // By conversation: what is known of the customer, see `get_panel`.
        this.panels = {};
        this.now = Date.now();
        this.ahead = 0;
        this.needs = { me: 1, coworkers: 0, lists: 0, board: 0 };
        this.readers = {
            me: new Coalesced(() => this._read("me", "care.agent", "get_me", [])),
            coworkers: new Coalesced(() => this._read("coworkers", "care.agent", "get_coworkers", [])),
            lists: new Coalesced(() => this._read("lists", "care.session", "get_lists", [])),
            board: new Coalesced(() => this._read("board", "care.queue", "get_board", [[]])),
        };
    }

    // --- reading ---

    async _read(part, model, method, args) {
        this[part] = await this.services.orm.silent.call(model, method, args);
        if (this[part].now) {
            this.setNow(this[part].now);
        }
    }

    /** Times count from the server's clock: that of the machine may go wrong. */
    setNow(moment) {
        this.ahead = toMillis(moment) - Date.now();
        this.tick();
    }

    tick() {
        this.now = Date.now() + this.ahead;
    }

    /** Whether what is shown is what is: without the bus nobody says when it changes. */
    get isLive() {
        return this.services.bus_service.workerState === "CONNECTED";
    }

    /**
     * Ask for parts, from now on until the function that is given is called.
     * @param {string[]} parts
     */
    async need(parts) {
        // What another screen keeps up to date is known already.
        const missing = parts.filter((part) => !this.needs[part] || !this[part]);
        for (const part of parts) {
            this.needs[part]++;
        }
        await Promise.all(missing.map((part) => this.readers[part].request()));
    }

    release(parts) {
        for (const part of parts) {
            this.needs[part]--;
        }
    }

    refresh(...parts) {
        for (const part of parts) {
            if (this.needs[part]) {
                this.readers[part].request();
            }
        }
    }

    // --- doing ---

    /**
     * Do something that the server may refuse, and say its reason where it does.
     * @returns {Promise} what the server answered; `undefined` when it refused
     */
    async attempt(model, method, args) {
        try {
            return await this.services.orm.call(model, method, args);
        } catch (error) {
            const refusal = readRefusal(error);
            if (!refusal) {
                throw error;
            }
            this.services.notification.add(refusal, { type: "warning" });
            return undefined;
        } finally {
            this.refresh("me", "lists", "board", "coworkers");
        }
    }

    async setState(state, minutes = false, reason = "") {
        const me = await this.attempt("care.agent", "set_state", [state, minutes, reason]);
        if (me) {
            Object.assign(this.me, me);
        }
    }

    async accept(sessionId) {
        const taken = await this.attempt("care.session", "action_accept", [[sessionId]]);
        if (taken) {
            await this.openSession(sessionId);
        }
        return taken;
    }

    async openSession(sessionId) {
        this._drop(`assigned ${sessionId}`);
        await this.readers.lists.request();
        await this.services.action.doAction(CONVERSATIONS, {
            additionalContext: { active_id: sessionId },
            clearBreadcrumbs: true,
        });
    }

    /**
     * Open the console with a customer chosen, out of a conversation when there is one.
     * @param {number} partnerId
     * @param {number|false} sessionId
     */
    openConsole(partnerId, sessionId = false) {
        return this._openConsole({
            active_id: partnerId,
            active_model: "res.partner",
            care_session_id: sessionId,
        });
    }

    _openConsole(additionalContext) {
        return this.services.action.doAction(CONSOLE, { additionalContext });
    }

    // --- bus ---

    listen() {
        const bus = this.services.bus_service;
        bus.subscribe("care.session/changed", (one) => {
            this._dropPast(one);
            this.refresh("me", "lists", "board", "coworkers");
        });
        bus.subscribe("care.agent/changed", () => this.refresh("me", "coworkers", "board"));
        // Who has Odoo open tells of himself a moment after it is: only then is he there for customers.
        bus.subscribe("bus.bus/im_status_updated", () => this.refresh("me", "coworkers", "board"));
        bus.subscribe("care.session/assigned", (one) => this._tellAssigned(one));
        bus.subscribe("care.session/lost", ({ reason }) => this._tell(reason, "warning"));
        bus.subscribe("care.session/asked", (one) => this._tellAsked(one));
        bus.subscribe("care.contact/handed", (one) => this._tellHanded(one));
        bus.subscribe("care.contact/left", ({ contact_id: id }) => this._drop(`handed ${id}`));
        bus.subscribe("care.transfer/offered", (offer) => this.offers.push(offer));
        bus.subscribe("care.transfer/answered", (answer) => this._tellAnswered(answer));
        bus.addEventListener("BUS:RECONNECT", () => this.refresh("me", "lists", "board", "coworkers"));
    }

    _tell(text, type) {
        this.services.notification.add(text, { type });
    }

    /** Tell what stays until it is answered with the button, closed, or over. */
    _ask(key, text, name, onClick) {
        this._drop(key);
        const close = this.services.notification.add(text, {
            type: "info",
            sticky: true,
            onClose: () => this.notices.delete(key),
            buttons: [{ name, primary: true, onClick: () => close() || onClick() }],
        });
        this.notices.set(key, close);
    }

    _drop(key) {
        this.notices.get(key)?.();
    }

    /** A conversation that is a colleague's now, or nobody's, asks for nothing here. */
    _dropPast({ id, state, agent_id: agentId }) {
        if (state !== "active" || agentId !== user.userId) {
            this._drop(`assigned ${id}`);
        }
        if (state !== "active") {
            this._drop(`asked ${id}`);
        }
    }

    _tellAssigned({ id, how }) {
        this.refresh("lists", "me");
        if (how === "assigned") {
            this._ask(`assigned ${id}`, _t("A customer has been assigned to you."), _t("Open"), () =>
                this.openSession(id)
            );
        }
    }

    _tellAsked({ id, side_channel_id: channelId, name, text }) {
        this._ask(`asked ${id}`, _t("%(name)s asks: %(text)s", { name, text }), _t("Answer"), () =>
            this.openTalk(channelId)
        );
    }

    _tellHanded({ contact_id: id, name, text, from }) {
        const sentence = _t("%(from)s hands %(name)s over to you. %(text)s", { from, name, text });
        this._ask(`handed ${id}`, sentence, _t("Open"), () => this._openConsole({ care_contact_id: id }));
    }

    /** Open a talk among representatives, in Odoo's own chat window. */
    async openTalk(channelId) {
        const thread = await this.services["mail.store"].Thread.getOrFetch({
            model: "discuss.channel",
            id: channelId,
        });
        thread?.open({ focus: true });
    }

    /** The time of an offer is over: the server says so to both, as soon as its own clock agrees. */
    async expire(transferId) {
        const isOver = await this.services.orm.silent
            .call("care.transfer", "action_expire", [[transferId]])
            .catch(() => true);
        if (!isOver) {
            browser.setTimeout(() => this.expire(transferId), AGAIN);
        }
    }

    _tellAnswered({ id, state, name, text }) {
        const mine = this.offers.findIndex((offer) => offer.id === id);
        if (mine >= 0) {
            this.offers.splice(mine, 1);
            return;
        }
        const sentences = {
            accepted: _t("%(name)s has taken the conversation over.", { name }),
            declined: _t("%(name)s declined the conversation. %(text)s", { name, text }),
            expired: _t("%(name)s did not answer; the conversation stays with you.", { name }),
        };
        if (sentences[state]) {
            this._tell(sentences[state], state === "accepted" ? "success" : "warning");
        }
    }
}

export const deskService = {
    dependencies: ["action", "bus_service", "mail.store", "notification", "orm"],
    start(_env, services) {
        const desk = new Desk(services);
        if (desk.isRepresentative) {
            desk.listen();
            desk.readers.me.request();
            browser.setInterval(() => desk.isLive && desk.tick(), 1000);
        }
        return desk;
    },
};

registry.category("services").add("customer_care.desk", deskService);
