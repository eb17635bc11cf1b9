import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/** A plain form that changes something: busy at the first submit, deaf to the second. */
export class SubmitOnce extends Interaction {
    static selector = "form[data-submit-once], .o_eservices_payment_form";
    dynamicContent = {
        _root: { "t-on-submit": this.onSubmit },
        // Coming back with the browser's own button shows the page as it was left: busy.
        _window: { "t-on-pageshow": () => (this.submitted = false) },
        "[type='submit']": {
            "t-att-aria-busy": () => (this.submitted ? "true" : null),
            "t-att-class": () => ({ o_eservices_busy: this.submitted }),
        },
    };

    setup() {
        this.submitted = false;
    }

    onSubmit(ev) {
        if (this.submitted || ev.defaultPrevented) {
            ev.preventDefault();
        } else {
            this.submitted = true;
        }
    }
}

registry.category("public.interactions").add("eservices_ecommerce.submit_once", SubmitOnce);
