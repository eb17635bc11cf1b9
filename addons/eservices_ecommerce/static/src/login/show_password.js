import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

export class ShowPassword extends Interaction {
    static selector = ".o_eservices_password";
    dynamicContent = {
        input: { "t-att-type": () => (this.isShown ? "text" : "password") },
        ".o_eservices_show_password": {
            "t-on-click": () => (this.isShown = !this.isShown),
            "t-att-aria-pressed": () => String(this.isShown),
        },
    };

    setup() {
        this.isShown = false;
    }
}

registry.category("public.interactions").add("eservices_ecommerce.show_password", ShowPassword);
