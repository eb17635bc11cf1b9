import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/** Filters on a phone. Without script the address opens the sheet; with it the focus is kept in. */
export class FilterSheet extends Interaction {
    static selector = "#o_eservices_filters";
    dynamicSelectors = {
        ...this.dynamicSelectors,
        _opener: () => document.querySelector(".o_eservices_open_filters"),
    };
    dynamicContent = {
        _opener: { "t-on-click.prevent": () => this.toggle(true) },
        _root: {
            "t-on-keydown": (ev) => ev.key === "Escape" && this.toggle(false),
            "t-att-class": () => ({ o_eservices_sheet_open: this.isOpen }),
            "t-att-role": () => (this.isOpen ? "dialog" : null),
            "t-att-aria-modal": () => (this.isOpen ? "true" : null),
        },
        ".o_eservices_close_sheet": { "t-on-click.prevent": () => this.toggle(false) },
    };

    setup() {
        this.isOpen = false;
        this.behind = document.querySelectorAll(
            ".o_eservices_header, .o_eservices_results, .o_eservices_breadcrumbs, " +
                ".o_eservices_sticky_bar, .o_eservices_footer, .o_eservices_bottom_bar"
        );
    }

    destroy() {
        this.toggle(false);
    }

    toggle(isOpen) {
        if (this.isOpen === isOpen) {
            return;
        }
        this.isOpen = isOpen;
        for (const element of this.behind) {
            element.inert = isOpen;
        }
        this.waitForTimeout(() => {
            const target = isOpen
                ? this.el.querySelector(".o_eservices_close_sheet")
                : document.querySelector(".o_eservices_open_filters");
            target?.focus();
        }, 0);
    }
}

registry.category("public.interactions").add("eservices_ecommerce.filter_sheet", FilterSheet);
