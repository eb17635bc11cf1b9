import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/** Answer to the last action, above the page: it stays until it is closed. */
export class Flash extends Interaction {
    static selector = ".o_eservices_flash";
    dynamicContent = {
        ".o_eservices_dismiss": { "t-on-click": this.onDismiss },
    };

    onDismiss() {
        document.getElementById("o_eservices_main").focus({ preventScroll: true });
        this.el.hidden = true;
    }
}

registry.category("public.interactions").add("eservices_ecommerce.flash", Flash);
