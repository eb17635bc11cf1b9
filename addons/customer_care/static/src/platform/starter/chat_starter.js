import { reactive } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";
import { translatedModules } from "@eservices_ecommerce/core/localization_service";
import { loadPart } from "./load_part";

translatedModules.add("customer_care", "customer_care");

const PATIENCE = 15000;

/**
 * Brings the chat onto the page when somebody asks for it, talks already, or is spoken to; until then a page
 * loads nothing of it. Where it does not load, a form stands in its place (L1 to L3, L16).
 */
export class ChatStarter extends Interaction {
    static selector = "#o_care_root";
    dynamicSelectors = { ...this.dynamicSelectors, _links: () => document.querySelectorAll(".o_care_link") };
    dynamicContent = { _links: { "t-on-click": this.onClick } };

    setup() {
        this.page = document.documentElement.dataset;
    }

    start() {
        this.addListener(this.env.bus, "eservices.live:care.session/invited", () => this.show());
        if (this.el.dataset.session || this.page.beside === "care") {
            this.show();
        }
    }

    onClick(ev) {
        if (!ev.ctrlKey && !ev.metaKey && !ev.shiftKey) {
            ev.preventDefault();
            this.opener = ev.currentTarget;
            this.show(true);
        }
    }

    /** @param {boolean} isAsked whether the customer waits for it to appear */
    async show(isAsked = false) {
        if (this.letterbox) {
            return;
        }
        if (isAsked && !this.loading) {
            this.showPlace();
        }
        this.loading ||= this.load(isAsked);
        try {
            await this.loading;
            this.env.bus.trigger("customer_care.open", { isAsked });
        } catch {
            this.fail(isAsked);
        }
    }

    /** Where it will stand, at once. */
    showPlace() {
        this.page.beside = "care";
        const place = document.createElement("div");
        place.className = "o_care_window o_care_loading";
        this.el.replaceChildren(place);
        this.el.hidden = false;
    }

    async load(isAsked) {
        const late = new Promise((_resolve, reject) => browser.setTimeout(reject, PATIENCE));
        const { ChatWindow, Conversation } = await Promise.race([loadPart("chat"), late]);
        const chat = reactive(new Conversation(this.el));
        await Promise.race([chat.begin(), late]);
        const props = { chat, isAsked, getOpener: () => this.opener };
        await this.services["public.interactions"].prepareRoot(this.el, ChatWindow, props).mount();
        this.el.querySelector(".o_care_loading")?.remove();
        this.el.hidden = false;
    }

    /** The form takes the place of the chat; where it does not load either, its own page is left (L3). */
    async fail(isAsked) {
        this.loading = null;
        if (this.letterbox) {
            return;
        }
        if (!isAsked) {
            this.leave();
            return;
        }
        const { href } = this.opener;
        const own = document.querySelector("main .o_care_letterbox textarea");
        if (own) {
            this.leave();
            own.focus();
            return;
        }
        this.page.beside = "care";
        try {
            this.letterbox = loadPart("letterbox");
            const Letterbox = await this.letterbox;
            await new Letterbox(this.el, href, () => this.leave()).open();
        } catch {
            browser.location.assign(href);
        }
    }

    leave() {
        this.letterbox = null;
        this.el.hidden = true;
        delete this.page.beside;
        this.opener?.focus();
    }
}

registry.category("public.interactions").add("customer_care.chat_starter", ChatStarter);
