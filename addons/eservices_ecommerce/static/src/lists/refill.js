import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";
import { announce, ask } from "@eservices_ecommerce/core/answers";
import { putContent } from "@eservices_ecommerce/core/content";

/** Many lines into the cart at once: what became of them is said in one place of the page, with a way back. */
export class Refill extends Interaction {
    static selector = "#o_eservices_main:has(#o_eservices_refill)";
    dynamicContent = {
        _root: { "t-on-click": this.onClick },
    };

    setup() {
        this.taken = [];
        this.fillLocked = this.locked(this.fill);
        this.undoLocked = this.locked(this.undo);
    }

    get place() {
        return document.getElementById("o_eservices_refill");
    }

    onClick(ev) {
        const button = ev.target.closest("[data-refill-url]");
        if (button) {
            this.fillLocked(button);
        } else if (ev.target.closest(".o_eservices_refill_undo")) {
            this.undoLocked();
        }
    }

    /** The ticked lines, where the page has some to tick; without any it is all of them. */
    readTicked() {
        const ticked = this.el.querySelectorAll(".o_eservices_pick input:checked");
        return [...ticked].map((box) => Number(box.value));
    }

    async fill(button) {
        const params = button.dataset.refillTicked ? { line_ids: this.readTicked() } : {};
        button.setAttribute("aria-busy", "true");
        const answer = await this.waitFor(ask(button.dataset.refillUrl, params));
        button.removeAttribute("aria-busy");
        if (!answer.ok) {
            this.say(answer.error, "bad");
            return;
        }
        this.taken = answer.taken;
        putContent(this.place, answer.html, this.services["public.interactions"]);
        this.settle(answer);
    }

    async undo() {
        const answer = await this.waitFor(ask("/eservices/cart/take-back", { taken: this.taken }));
        if (!answer.ok) {
            this.say(answer.error, "bad");
            return;
        }
        this.taken = [];
        this.say(answer.text, "info");
        this.settle(answer);
    }

    settle(answer) {
        this.env.bus.trigger("eservices.cart", answer.cart);
        announce(answer.text);
        this.place.focus({ preventScroll: true });
        this.place.scrollIntoView({ block: "nearest" });
    }

    say(text, tone) {
        const note = document.createElement("p");
        note.className = `o_eservices_note o_eservices_tone_${tone}`;
        note.textContent = text;
        this.place.replaceChildren(note);
        announce(text);
    }
}

registry.category("public.interactions").add("eservices_ecommerce.refill", Refill);
