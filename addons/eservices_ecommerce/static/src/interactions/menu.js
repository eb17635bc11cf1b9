import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/** A menu made of `details`: a click elsewhere or Escape closes it and gives the focus back. */
export class Menu extends Interaction {
    static selector = "details.o_eservices_menu";
    dynamicContent = {
        _document: { "t-on-click": this.onClick },
        _root: { "t-on-keydown": this.onKeydown },
    };

    onClick(ev) {
        if (this.el.open && !ev.target.closest("summary") && !this.isHead(ev.target)) {
            this.el.open = false;
        }
    }

    isHead(target) {
        return this.el.contains(target) && !target.closest("a, button");
    }

    onKeydown(ev) {
        if (ev.key === "Escape" && this.el.open) {
            ev.stopPropagation();
            this.el.open = false;
            this.el.querySelector("summary").focus();
        }
    }
}

registry.category("public.interactions").add("eservices_ecommerce.menu", Menu);
