import { markRaw } from "@odoo/owl";
import { call } from "./call";
import { Outbox } from "./outbox";
import { OwnStore } from "./own_store";

export const RUNNING = ["invited", "waiting", "active"];
// The bus may have told of a message before one with a lower number was there: a few are read again.
const OVERLAP = 10;
const MOST = 200;
const SNAPSHOT = "customer_care.snapshot";
// As long as Odoo's own chat believes that somebody types who does not say so again.
const TYPING = 60000;

/** What the page knows of the customer's conversation, and the verbs for it (L1, L2, L13). */
export class Conversation {
    /**
     * @param {HTMLElement} root place of the chat, which tells the reports of visits whether somebody talks
     */
    constructor(root) {
        this.root = root;
        this.store = markRaw(new OwnStore(root.dataset.user));
        this.care = null;
        this.session = null;
        this.messages = [];
        this.pending = [];
        /** How many changes of his cart wait for the customer's answer (B10). */
        this.proposals = Number(root.dataset.proposals || 0);
        this.answered = markRaw(new Map());
        this.typist = "";
        this.isLost = false;
        this.isRead = false;
    }

    // === STATE === //

    get isRunning() {
        return RUNNING.includes(this.session?.state);
    }

    get isInvited() {
        return this.session?.state === "invited";
    }

    /**
     * Begin: with what the last page knew, then with what the server says.
     *
     * @throws {Error} when there is neither
     */
    async begin() {
        const hooks = {
            send: ({ session, key, text }) => call(`sessions/${session}/say`, { key, text }),
            sent: ({ session }, { message }) => session === this.session?.id && this.addMessages([message]),
            changed: (entries) => (this.pending = entries),
        };
        this.outbox = markRaw(new Outbox(this.store, hooks));
        this.pending = this.outbox.entries;
        this.useSnapshot();
        const reading = this.refresh();
        if (!this.session) {
            await reading;
        }
        if (!this.care) {
            throw new Error("The server did not answer");
        }
        this.outbox.flush();
    }

    useSnapshot() {
        const kept = this.readSnapshot();
        const id = Number(this.root.dataset.session);
        if (kept?.user === this.root.dataset.user && (!id || kept.session?.id === id)) {
            this.care = kept.care;
            this.session = kept.session;
            this.messages = kept.messages;
        }
    }

    readSnapshot() {
        try {
            return JSON.parse(sessionStorage.getItem(SNAPSHOT));
        } catch {
            return null; // nothing readable was kept: it is read from the server
        }
    }

    /** For the next page of this tab, which then shows the conversation at once. */
    keepSnapshot() {
        const { care, session, messages } = this;
        const kept = { user: this.root.dataset.user, care, session, messages: messages.slice(-MOST) };
        try {
            sessionStorage.setItem(SNAPSHOT, JSON.stringify(kept));
        } catch {
            // No room: the next page asks the server.
        }
    }

    async readState() {
        const answer = await this.ask("state");
        if (!answer.ok) {
            return;
        }
        this.care = answer.care;
        if (answer.care.session) {
            this.setSession(answer.care.session);
            await this.refresh();
        }
    }

    /** Read what was said while nobody listened. */
    async refresh() {
        if (!this.session) {
            await this.readState();
            return;
        }
        const { id } = this.session;
        const after = (this.messages.at(-OVERLAP)?.id || 1) - 1;
        const answer = await this.ask(`sessions/${id}/messages`, { after });
        if (answer.ok) {
            this.setSession(answer.session);
            this.addMessages(answer.messages);
            if (answer.messages.length === MOST) {
                await this.refresh();
            }
        } else if (answer.isGone) {
            this.forget();
            await this.readState();
        }
    }

    /** Ask, and note whether the server can be reached. */
    async ask(path, params) {
        const answer = await call(path, params);
        this.isLost = Boolean(answer.isLost);
        return answer;
    }

    setSession(session) {
        if (this.session && session.id < this.session.id) {
            return;
        }
        if (this.session?.id !== session.id) {
            this.messages = [];
        }
        this.session = session;
        this.root.dataset.session = this.isRunning ? session.id : "";
        if (!this.isRunning) {
            this.typist = "";
        }
    }

    /** There is no conversation any more: the next one can begin. */
    forget() {
        this.session = null;
        this.messages = [];
        this.root.dataset.session = "";
    }

    addMessages(messages) {
        const known = new Map(this.messages.map((message) => [message.id, message]));
        for (const message of messages) {
            const push = message.push && { ...message.push };
            if (this.answered.has(push?.id)) {
                push.state = this.answered.get(push.id);
            }
            known.set(message.id, { ...message, push });
        }
        this.messages = [...known.values()].sort((one, other) => one.id - other.id);
        if (messages.some(({ kind }) => ["agent", "push"].includes(kind))) {
            this.typist = "";
        }
    }

    // === WHAT THE BUS TELLS === //

    onChanged({ session }) {
        if (this.session?.id === session.id) {
            this.setSession(session);
        } else if (session.id > (this.session?.id || 0)) {
            // The bus tells again what it told a moment ago: whether it still holds, the server knows.
            this.readState();
        }
    }

    onPosition({ id, position, wait }) {
        if (this.session?.id === id && this.session.state === "waiting") {
            Object.assign(this.session, { position, wait });
        }
    }

    onMessage({ id, message }) {
        if (this.session?.id === id) {
            this.addMessages([message]);
            if (message.key) {
                this.outbox.remove(message.key);
            }
        }
    }

    onTyping({ id, name, is_typing: isTyping }) {
        clearTimeout(this.typingTimer);
        this.typist = this.session?.id === id && isTyping ? name : "";
        this.typingTimer = setTimeout(() => (this.typist = ""), TYPING);
    }

    // === VERBS === //

    /** @returns {Promise<Object>} the answer; `closed` when nobody is there */
    async start(values) {
        const answer = await this.ask("start", values);
        if (answer.ok) {
            this.setSession(answer.session);
            this.addMessages(answer.messages);
        }
        return answer;
    }

    say(text) {
        return this.outbox.add(this.session.id, text);
    }

    /** One of the verbs that answer with the conversation: accept, decline, leave, rate. */
    async act(verb, params) {
        const answer = await this.ask(`sessions/${this.session.id}/${verb}`, params);
        if (answer.ok) {
            this.setSession(answer.session);
        } else if (answer.isGone) {
            await this.refresh();
        }
        return answer;
    }

    sendTranscript() {
        return this.ask(`sessions/${this.session.id}/transcript`);
    }

    leaveMessage(values) {
        return this.ask("message", values);
    }

    /** Not waited for: who reads it may as well not. */
    tellTyping(isTyping) {
        if (this.session?.state === "active") {
            call(`sessions/${this.session.id}/typing`, { is_typing: isTyping });
        }
    }

    /** What the customer did with a page holds, whatever the server said of it a moment before. */
    answerPush(id, state) {
        this.answered.set(id, state);
        this.addMessages(this.messages.filter(({ push }) => push?.id === id));
        return call(`push/${id}/answer`, { state });
    }
}
