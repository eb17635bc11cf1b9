import { browser } from "@web/core/browser/browser";
import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";
import { announce, ask } from "@eservices_ecommerce/core/answers";
import { putNodes } from "@eservices_ecommerce/core/content";
import { translatedModules } from "@eservices_ecommerce/core/localization_service";

translatedModules.add("collab_space", "collab_space");

// Several things that happen at once are one reason to draw anew.
const DELAY = 200;
const CHANGES = [
    "collab.space/changed",
    "collab.message/new",
    "collab.term/changed",
    "collab.member/removed",
];

/** What stands in a form, as a route of type jsonrpc takes it; what is empty is left out. */
export function readForm(form) {
    const values = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));
    for (const box of form.querySelectorAll("input[type='checkbox'][name]")) {
        values[box.name] = box.checked;
    }
    return values;
}

/** A page of the spaces: it is drawn anew when something changed, here or elsewhere. */
export class SpacePage extends Interaction {
    static selector = "#o_collab";
    dynamicContent = {
        _root: { "t-on-collab-refresh": this.onAsked },
        "form[data-ask='submit']": { "t-on-submit.prevent.withTarget": this.locked(this.submit) },
        "form[data-ask='change']": {
            "t-on-submit.prevent": () => {},
            "t-on-change.withTarget": this.locked(this.submit),
        },
        "input[data-ask]": { "t-on-change.withTarget": this.tick },
        "button[data-ask]": { "t-on-click.withTarget": this.locked(this.press) },
    };

    start() {
        this.refreshSoon = this.debounced(this.refresh, DELAY);
        for (const change of CHANGES) {
            this.addListener(this.env.bus, `eservices.live:${change}`, ({ detail }) => this.onLive(detail));
        }
    }

    onLive({ space_id }) {
        const { space } = this.el.dataset;
        if (!space || space === String(space_id)) {
            this.refreshSoon();
        }
    }

    /** Somebody on the page did something; `detail` is what is to be said when it is drawn. */
    async onAsked({ detail }) {
        await this.refresh();
        if (detail) {
            this.complain(detail);
        }
    }

    /** Fetch this page once more and take what is new; where one is no member any more, say so. */
    async refresh() {
        const { pathname, search } = browser.location;
        const response = await this.waitFor(browser.fetch(pathname + search).catch(() => null));
        if (response && [403, 404].includes(response.status)) {
            this.leave();
        } else if (response?.ok) {
            const text = await this.waitFor(response.text());
            this.draw(new DOMParser().parseFromString(text, "text/html"));
        }
    }

    draw(page) {
        const fresh = page.getElementById("o_collab");
        if (!fresh) {
            return; // The session is over: the page of the login came instead.
        }
        putNodes(this.el, fresh.children, this.services["public.interactions"]);
        const links = page.querySelectorAll("nav a[href='/eservices/spaces']");
        document.querySelectorAll("nav a[href='/eservices/spaces']").forEach((link, index) => {
            link.replaceChildren(...(links[index]?.childNodes || link.childNodes));
        });
        this.el.dispatchEvent(new CustomEvent("collab-drawn"));
    }

    leave() {
        const words = document.getElementById("o_collab_gone").content.cloneNode(true);
        this.services["public.interactions"].stopInteractions(this.el);
        this.el.replaceChildren(words);
        this.el.querySelector("h1").focus();
    }

    complain(text) {
        const note = this.el.querySelector("#o_collab_refused");
        if (note) {
            note.textContent = text;
            note.hidden = false;
            note.scrollIntoView({ block: "nearest" });
        }
        announce(text);
    }

    async submit(ev, form) {
        const answer = await this.waitFor(ask(form.getAttribute("action"), readForm(form)));
        form.querySelector(".o_collab_error").textContent = answer.ok ? "" : answer.error;
        if (answer.ok) {
            if (form.dataset.ask === "submit") {
                form.reset();
                form.closest("details")?.removeAttribute("open");
            }
            await this.refresh();
        }
    }

    async tick(ev, box) {
        const answer = await this.waitFor(ask(box.dataset.ask, { [box.name]: box.checked }));
        if (!answer.ok) {
            box.checked = !box.checked;
            this.complain(answer.error);
            return;
        }
        await this.refresh();
    }

    async press(ev, button) {
        const answer = await this.waitFor(ask(button.dataset.ask, {}));
        await this.refresh();
        if (!answer.ok) {
            this.complain(answer.error);
        }
    }
}

registry.category("public.interactions").add("collab_space.space_page", SpacePage);
