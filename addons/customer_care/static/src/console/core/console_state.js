import { markRaw } from "@odoo/owl";
import { KeepLast, Mutex } from "@web/core/utils/concurrency";
import { Reactive } from "@web/core/utils/reactive";
import { Coalesced } from "@customer_care/desk/core/coalesced";
import { readRefusal } from "@customer_care/desk/core/refusal";

/**
 * What the parts of the console share: the chosen customer, his cart, and every call to the server about them.
 * What changes the cart is sent one after the other, as fast as anybody may type.
 */
export class ConsoleState extends Reactive {
    constructor(services) {
        super();
        this.services = markRaw(services);
        this.changes = markRaw(new Mutex());
        this.opening = markRaw(new KeepLast());
        this.cartReader = markRaw(new Coalesced(() => this.readCart()));
        this.contactReader = markRaw(new Coalesced(() => this.readContact()));
        this.overviewReader = markRaw(new Coalesced(() => this.readOverview(), 2000));
        this.setup = null;
        this.failure = "";
        this.clear();
    }

    clear() {
        this.contact = null;
        this.overview = null;
        this.cart = null;
        this.placed = null;
        this.view = "cart";
        this.isOpening = false;
    }

    // --- asking ---

    /**
     * Ask the server, which may refuse.
     * @returns {Promise<{ok: boolean, value?: any, error?: string}>} what it answered, or its reason
     */
    async ask(model, method, args) {
        try {
            return { ok: true, value: await this.services.orm.silent.call(model, method, args) };
        } catch (error) {
            const refusal = readRefusal(error);
            if (!refusal) {
                throw error;
            }
            return { ok: false, error: refusal };
        }
    }

    /** The same, and the reason is said where the server refuses; `undefined` then. */
    async attempt(model, method, args) {
        const answer = await this.ask(model, method, args);
        if (!answer.ok) {
            this.tell(answer.error, "warning");
        }
        return answer.value;
    }

    tell(text, type, buttons = []) {
        return this.services.notification.add(text, { type, buttons });
    }

    // --- customer ---

    async start() {
        const answer = await this.ask("care.console", "get_setup", []);
        this.setup = answer.value || null;
        this.failure = answer.error || "";
    }

    /** Choose a customer; what was being read of another one is forgotten. */
    async open(partnerId, configId = false, careSessionId = false) {
        this.isOpening = true;
        const asked = this.attempt("care.console", "open", [partnerId, configId, careSessionId]);
        const contact = await this.opening.add(asked).finally(() => (this.isOpening = false));
        if (contact) {
            await this.show(contact);
        }
        return contact;
    }

    async show(contact) {
        this.clear();
        this.contact = contact;
        await Promise.all([this.readOverview(), this.readCart()]);
    }

    async readContact() {
        await this._read("contact", "care.console", "get_contact");
    }

    async readOverview() {
        await this._read("overview", "care.console", "get_overview");
    }

    /** Waits for what changes the cart: what it answers is younger than what is read meanwhile. */
    readCart() {
        return this.changes.exec(() => this._read("cart", "care.console.cart", "get_cart"));
    }

    async _read(part, model, method) {
        const id = this.contact?.id;
        if (!id) {
            return;
        }
        const answer = await this.ask(model, method, [id]);
        if (this.contact?.id !== id) {
            return;
        }
        if (answer.ok) {
            this[part] = answer.value;
        } else {
            // Handed over or closed elsewhere: there is nothing to work on here.
            this.tell(answer.error, "warning");
            this.clear();
        }
    }

    async request(method, ...args) {
        const contact = await this.attempt("care.console", method, [this.contact.id, ...args]);
        if (contact) {
            this.contact = contact;
        }
        return contact;
    }

    async close() {
        const closed = await this.attempt("care.console", "close", [this.contact.id]);
        if (closed) {
            this.clear();
        }
        return closed;
    }

    // --- the customer's view ---

    /**
     * Take the customer's view, or look over his shoulder without being able to write.
     * @param {"customer"|"ghost"} mode
     * @returns {Promise<string|undefined>} the address to open; none while he has to agree first
     */
    async takeView(mode) {
        const { id } = this.contact;
        const started = await this.attempt("care.console.view", "start", [id, mode]);
        await this.readContact();
        return started?.url;
    }

    async leaveView() {
        await this.attempt("care.console.view", "stop", [this.contact.id]);
        await this.readContact();
    }

    // --- cart ---

    /**
     * Change the cart; the answer of the server is the cart as it is then.
     * @returns {Promise<{ok: boolean, value?: Object, error?: string}>}
     */
    change(method, args, model = "care.console.cart") {
        const { id } = this.contact;
        return this.changes.exec(async () => {
            const answer = await this.ask(model, method, [id, ...args]);
            if (answer.ok && this.contact) {
                await this._take(answer.value);
            } else if (!answer.ok) {
                await this._read("cart", "care.console.cart", "get_cart");
            }
            return answer;
        });
    }

    /** The same, and the reason is said where the server refuses. */
    async edit(method, args, model) {
        const answer = await this.change(method, args, model);
        if (!answer.ok) {
            this.tell(answer.error, "warning");
        }
        return answer.value;
    }

    /** A cart of another channel comes with the contact session of that channel. */
    async _take(cart) {
        this.placed = null;
        this.cart = cart;
        if (cart.contact_id && cart.contact_id !== this.contact.id) {
            this.contact = await this.attempt("care.console", "get_contact", [cart.contact_id]);
            this.overviewReader.request();
        }
    }

    /** Place the order, once: the key is the cart's that the agent sees. */
    async place(terms) {
        const { id, key } = this.cart;
        const args = [this.contact.id, id, key, terms];
        const done = await this.changes.exec(() => this.attempt("care.console.cart", "place", args));
        if (done) {
            await Promise.all([this.readOverview(), this.readContact(), this.readCart()]);
            this.placed = done.order;
        }
        return done;
    }

    stop() {
        for (const reader of [this.cartReader, this.contactReader, this.overviewReader]) {
            reader.stop();
        }
    }
}
