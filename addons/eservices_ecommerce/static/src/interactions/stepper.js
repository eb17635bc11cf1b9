import { Interaction } from "@web/public/interaction";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { announce, ask } from "@eservices_ecommerce/core/answers";
import { parseNumber, tidy } from "@eservices_ecommerce/core/numbers";

const PAUSE = 700;

/**
 * Quantity of one product. What is typed counts after Enter, what is clicked after a short pause;
 * in a `collect` list both wait for Enter or for the button of the list.
 */
export class Stepper extends Interaction {
    static selector = ".o_eservices_stepper";
    dynamicContent = {
        _root: {
            "t-att-data-state": () => this.state,
            "t-on-eservices-commit": this.onCommitAsked,
        },
        ".o_eservices_stepper_state": { "t-out": () => this.text },
        input: {
            "t-on-keydown": this.onKeydown,
            "t-on-input": this.onInput,
            "t-on-focus": this.onFocus,
            "t-on-blur": () => (this.focused = false),
            "t-att-aria-invalid": () => (this.error ? "true" : null),
        },
        ".o_eservices_less": {
            "t-on-mousedown.prevent": () => {},
            "t-on-click": () => this.onStep(-1),
        },
        ".o_eservices_more": {
            "t-on-mousedown.prevent": () => {},
            "t-on-click": () => this.onStep(1),
        },
    };

    /** The quantities that are offered come and go with the answers. */
    start() {
        this.addListener(this.el, "click", ({ target }) => {
            const take = target.closest(".o_eservices_take");
            if (take) {
                this.onTake(Number(take.dataset.quantity));
            }
        });
    }

    setup() {
        const { productId, lineId, url, mode, min, multiple, decimals, inCart } = this.el.dataset;
        this.input = this.el.querySelector("input");
        this.productId = Number(productId);
        this.lineId = Number(lineId);
        this.url = url;
        this.mode = mode;
        this.min = Number(min) || 0;
        this.multiple = Number(multiple) || 1;
        this.hasSteps = Number(multiple) > 0;
        this.decimals = Number(decimals) || 0;
        this.saved = Number(inCart) || 0;
        this.savedText = this.el.querySelector(".o_eservices_stepper_state").textContent.trim();
        this.focused = document.activeElement === this.input;
        this.busy = false;
        this.error = "";
        this.commitSoon = this.debounced(this.commit, PAUSE);
    }

    get quantity() {
        return tidy(parseNumber(this.input.value));
    }

    get isTyped() {
        return this.quantity !== this.saved;
    }

    get state() {
        if (this.error) {
            return "error";
        }
        if (this.busy) {
            return "busy";
        }
        return this.isTyped ? "typed" : this.saved ? "in_cart" : "";
    }

    get text() {
        const isLine = this.mode === "line";
        switch (this.state) {
            case "error":
                return this.error;
            case "busy":
                return isLine ? _t("Saving…") : _t("Adding…");
            case "typed":
                if (this.focused) {
                    return isLine ? _t("Enter saves") : _t("Enter adds");
                }
                return isLine ? _t("Not saved yet") : _t("Not added yet");
            default:
                return this.savedText;
        }
    }

    /** What keeps the typed quantity from being asked for, in words. */
    get objection() {
        const quantity = this.quantity;
        if (Number.isNaN(quantity) || quantity < 0) {
            return _t("Type a number");
        }
        return "";
    }

    /** Whether what is typed will be refused; why, and what is sold instead, the server says. */
    get isInTheWay() {
        return this.isTyped && Boolean(this.objection || !this.fits);
    }

    get fits() {
        const { quantity } = this;
        return (
            !quantity ||
            (quantity >= this.min && (!this.hasSteps || Number.isInteger(tidy(quantity / this.multiple))))
        );
    }

    write(quantity) {
        this.input.value = String(quantity);
        this.error = "";
        this.offer([]);
    }

    step(direction) {
        const steps = tidy((this.quantity || 0) / this.multiple);
        let quantity =
            direction > 0 ? (Math.floor(steps) + 1) * this.multiple : (Math.ceil(steps) - 1) * this.multiple;
        if (quantity < this.min) {
            quantity = direction > 0 ? Math.ceil(this.min / this.multiple) * this.multiple : 0;
        }
        this.write(tidy(Math.max(0, quantity)));
        this.tell();
    }

    /** Let the list around know that a quantity waits, or waits no longer. */
    tell() {
        const quantity = this.isTyped ? this.quantity : null;
        this.el.dispatchEvent(
            new CustomEvent("eservices-quantity", {
                bubbles: true,
                detail: { stepper: this.el, quantity },
            })
        );
    }

    focusNext(offset = 1) {
        const inputs = [...document.querySelectorAll(".o_eservices_stepper input")];
        inputs[inputs.indexOf(this.input) + offset]?.focus();
    }

    async commit() {
        this.commitSoon.cancel();
        this.error = this.isTyped ? this.objection : "";
        if (this.error) {
            announce(this.error);
            this.updateContent();
            return;
        }
        if (!this.isTyped) {
            return;
        }
        const quantity = this.quantity;
        this.busy = true;
        this.updateContent();
        const answer = await this.waitFor(this.save(quantity));
        this.busy = false;
        if (answer.ok) {
            this.accept(answer, quantity);
        } else {
            this.error = answer.error;
            this.offer(answer.nearest || []);
            announce(answer.error);
        }
    }

    /** Offer quantities in which the product is sold instead of what was refused: one press takes one. */
    offer(quantities) {
        this.el.querySelector(".o_eservices_takes_refused")?.remove();
        if (!quantities.length) {
            return;
        }
        const group = document.createElement("span");
        group.className = "o_eservices_chips o_eservices_takes o_eservices_takes_refused";
        for (const quantity of quantities) {
            const button = document.createElement("button");
            button.type = "button";
            button.className = "o_eservices_chip o_eservices_take";
            button.dataset.quantity = quantity;
            button.textContent = _t("Take %s", quantity);
            group.append(button);
        }
        this.el.append(group);
    }

    /** Show what is in the cart now, unless something else has been typed meanwhile. */
    accept(answer, quantity) {
        const isUntouched = this.quantity === quantity;
        this.saved = tidy(answer.in_cart ?? quantity);
        this.savedText = this.saved ? answer.in_cart_text || "" : "";
        if (isUntouched) {
            this.write(this.saved);
        }
        this.tell();
        announce(answer.text || this.savedText);
        if (answer.cart) {
            this.env.bus.trigger("eservices.cart", answer.cart);
        }
        if (answer.html) {
            this.el.dispatchEvent(new CustomEvent("eservices-cart-html", { bubbles: true, detail: answer }));
        }
    }

    save(quantity) {
        if (this.url) {
            return ask(this.url, { quantity });
        }
        if (this.mode === "line") {
            return ask(`/eservices/cart/lines/${this.lineId}`, { quantity });
        }
        return ask("/eservices/cart/set", { product_id: this.productId, quantity });
    }

    onStep(direction) {
        this.step(direction);
        if (this.mode !== "collect") {
            this.commitSoon();
        }
    }

    onTake(quantity) {
        this.write(quantity);
        this.input.focus();
        this.tell();
        this.commit();
    }

    onFocus() {
        this.focused = true;
        this.input.select();
    }

    onInput() {
        this.error = "";
        this.offer([]);
        this.tell();
    }

    onCommitAsked(ev) {
        ev.detail.push(this.commit());
    }

    async onKeydown(ev) {
        if (ev.key === "ArrowUp" || ev.key === "ArrowDown") {
            ev.preventDefault();
            this.step(ev.key === "ArrowUp" ? 1 : -1);
        } else if (ev.key === "Enter") {
            ev.preventDefault();
            if (!this.isInTheWay) {
                this.focusNext(ev.shiftKey ? -1 : 1);
            }
            await this.commit();
        } else if (ev.key === "Escape" && this.isTyped) {
            ev.stopPropagation();
            this.commitSoon.cancel();
            this.write(this.saved);
            this.tell();
        }
    }
}

registry.category("public.interactions").add("eservices_ecommerce.stepper", Stepper);
