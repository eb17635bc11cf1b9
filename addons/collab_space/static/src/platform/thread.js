import { browser } from "@web/core/browser/browser";
import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";
import { ask } from "@eservices_ecommerce/core/answers";

// So near to the end one reads what comes next.
const NEAR = 200;

/** Messages of a topic: read when they are seen, earlier ones on demand. The list is drawn by the page. */
export class Thread extends Interaction {
    static selector = "#o_collab:has(#o_collab_thread)";
    dynamicContent = {
        _root: { "t-on-collab-drawn": this.onDrawn },
        _document: { "t-on-visibilitychange": this.onSeen },
        ".o_collab_older": { "t-on-click.prevent.withTarget": this.locked(this.showOlder) },
        ".o_collab_quote": { "t-on-click.withTarget": this.quote },
    };

    setup() {
        this.older = [];
        this.olderLink = null;
        this.seen = 0;
        this.inSight = false;
    }

    start() {
        this.observer = new IntersectionObserver((entries) => {
            this.inSight = entries.at(-1).isIntersecting;
            this.onSeen();
        });
        this.registerCleanup(() => this.observer.disconnect());
        if (!browser.location.hash) {
            const start = this.el.querySelector(".o_eservices_new") || this.list?.lastElementChild;
            start?.scrollIntoView({ block: "center" });
        }
        this.watch();
    }

    get list() {
        return this.el.querySelector("#o_collab_messages");
    }

    get thread() {
        return this.el.querySelector("#o_collab_thread");
    }

    watch() {
        this.observer.disconnect();
        if (this.list?.lastElementChild) {
            this.observer.observe(this.list.lastElementChild);
        }
    }

    onDrawn() {
        if (this.older.length) {
            this.list.prepend(...this.older);
            this.showOlderLink(this.olderLink);
        }
        const { scrollHeight } = document.documentElement;
        const isNear =
            scrollHeight - window.scrollY - window.innerHeight <
            NEAR + this.list?.lastElementChild?.offsetHeight;
        if (isNear) {
            this.list.lastElementChild.scrollIntoView({ block: "end" });
        }
        this.watch();
    }

    /** The list is closed by what the server said when earlier messages were asked for last. */
    showOlderLink(link) {
        const old = this.el.querySelector(".o_collab_older");
        if (link) {
            old?.setAttribute("href", link);
        } else {
            old?.remove();
        }
    }

    async showOlder(ev, link) {
        const response = await this.waitFor(browser.fetch(link.getAttribute("href")).catch(() => null));
        if (!response?.ok) {
            return;
        }
        const page = new DOMParser().parseFromString(await this.waitFor(response.text()), "text/html");
        const rows = [...(page.getElementById("o_collab_messages")?.children || [])];
        const first = this.list.firstElementChild;
        const before = first.getBoundingClientRect().top;
        this.older = [...rows, ...this.older];
        this.list.prepend(...rows);
        this.olderLink = page.querySelector(".o_collab_older")?.getAttribute("href") || null;
        this.showOlderLink(this.olderLink);
        // What one was reading stays where it was.
        window.scrollBy(0, first.getBoundingClientRect().top - before);
        rows[0]?.focus({ preventScroll: true });
    }

    quote(ev, button) {
        const message = button.closest(".o_collab_message");
        const { message: id, author } = message.dataset;
        const text = message.querySelector(".o_collab_rich").textContent.trim().replace(/\s+/g, " ");
        document
            .getElementById("o_collab_composer")
            .dispatchEvent(new CustomEvent("collab-quote", { detail: { id, author, text } }));
    }

    async onSeen() {
        const { last, unread, url } = this.thread.dataset;
        if (!this.inSight || document.visibilityState === "hidden" || !Number(unread) || last <= this.seen) {
            return;
        }
        this.seen = Number(last);
        const answer = await this.waitFor(ask(`${url}/read`, { message_id: Number(last) }));
        if (answer.ok) {
            this.showUnread(answer.unread);
        } else {
            this.seen = 0;
        }
    }

    showUnread(count) {
        for (const badge of document.querySelectorAll("nav a[href='/eservices/spaces'] .o_eservices_badge")) {
            badge.textContent = count || "";
            badge.hidden = !count;
        }
    }
}

registry.category("public.interactions").add("collab_space.thread", Thread);
