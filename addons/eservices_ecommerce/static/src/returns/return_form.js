import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";
import { announce } from "@eservices_ecommerce/core/answers";
import { sendForm } from "@eservices_ecommerce/forms/send_form";

/** The form of a return is sent in place: refused, it stays as it is, with the chosen files. */
export class ReturnForm extends Interaction {
    static selector = ".o_eservices_return_form";
    dynamicContent = {
        _root: { "t-on-submit.prevent": this.locked(this.send) },
        "[type='submit']": {
            "t-att-aria-busy": () => (this.sending ? "true" : null),
            "t-att-class": () => ({ o_eservices_busy: this.sending }),
        },
    };

    setup() {
        this.sending = false;
    }

    async send() {
        this.sending = true;
        this.complain({});
        this.updateContent();
        const answer = await this.waitFor(sendForm(this.el));
        if (answer.ok) {
            window.location.assign(answer.url);
            return;
        }
        this.sending = false;
        this.complain(answer.errors || { "": answer.error });
    }

    /** Say under each field what is wrong with it, and lead to the first. */
    complain(errors) {
        for (const hint of this.el.querySelectorAll(".o_eservices_field_hint")) {
            const text = errors[hint.id.replace("o_eservices_hint_", "")] || "";
            const field = this.el.querySelector(`[aria-describedby="${hint.id}"]`);
            hint.textContent = text;
            hint.classList.toggle("o_eservices_text_bad", Boolean(text));
            field?.removeAttribute("aria-invalid");
            if (text) {
                field?.setAttribute("aria-invalid", "true");
                (field || this.el.querySelector("[name='line']")).focus();
                announce(text);
            }
        }
    }
}

registry.category("public.interactions").add("eservices_ecommerce.return_form", ReturnForm);
