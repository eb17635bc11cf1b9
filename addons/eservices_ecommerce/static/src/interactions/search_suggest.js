import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";
import { ask } from "@eservices_ecommerce/core/answers";

const DELAY = 150;
const SHORTEST = 2;

/** Products under the search field while the customer types; arrows choose, Enter opens, Escape closes. */
export class SearchSuggest extends Interaction {
    static selector = ".o_eservices_header_search";
    dynamicContent = {
        "[role='combobox']": {
            "t-on-input": this.debounced(this.suggest, DELAY),
            "t-on-keydown": this.onKeydown,
            "t-att-aria-expanded": () => String(this.products.length > 0),
            "t-att-aria-activedescendant": () =>
                this.chosen < 0 ? null : `o_eservices_suggestion_${this.chosen}`,
        },
        "[role='listbox']": {
            "t-att-hidden": () => (this.products.length ? null : "hidden"),
            // The field keeps the focus: leaving it closes the list, a press inside the list does not.
            "t-on-mousedown.prevent": () => {},
        },
        _root: { "t-on-focusout": this.close },
    };

    setup() {
        this.field = this.el.querySelector("[role='combobox']");
        this.list = this.el.querySelector("[role='listbox']");
        this.products = [];
        this.chosen = -1;
    }

    async suggest() {
        const text = this.field.value.trim();
        if (text.length < SHORTEST) {
            this.close();
            return;
        }
        const answer = await this.waitFor(ask("/eservices/catalog/suggest", { text }));
        if (answer.ok && text === this.field.value.trim() && document.activeElement === this.field) {
            this.show(answer.products);
        }
    }

    show(products) {
        this.products = products;
        this.chosen = -1;
        this.list.replaceChildren(...products.map((product, index) => this.makeOption(product, index)));
    }

    makeOption(product, index) {
        const option = document.createElement("li");
        option.id = `o_eservices_suggestion_${index}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        const picture = document.createElement("img");
        picture.src = product.image_url;
        picture.alt = "";
        const name = document.createElement("span");
        name.textContent = product.name;
        const codes = document.createElement("span");
        codes.className = "o_eservices_mono";
        codes.textContent = [product.code, product.own_code].filter(Boolean).join("  ");
        option.append(picture, name, codes);
        option.addEventListener("click", () => this.open(index));
        return option;
    }

    choose(index) {
        this.chosen = index;
        [...this.list.children].forEach((option, position) =>
            option.setAttribute("aria-selected", String(position === index))
        );
        this.list.children[index]?.scrollIntoView({ block: "nearest" });
    }

    open(index) {
        window.location.assign(this.products[index].url);
    }

    close() {
        this.show([]);
    }

    onKeydown(ev) {
        const count = this.products.length;
        if (!count) {
            return;
        }
        if (ev.key === "ArrowDown" || ev.key === "ArrowUp") {
            ev.preventDefault();
            const step = ev.key === "ArrowDown" ? 1 : -1;
            // One place more than there are products: back in the field.
            this.choose(((this.chosen + 1 + step + count + 1) % (count + 1)) - 1);
        } else if (ev.key === "Enter" && this.chosen >= 0) {
            ev.preventDefault();
            this.open(this.chosen);
        } else if (ev.key === "Escape") {
            ev.preventDefault();
            this.close();
        }
    }
}

registry.category("public.interactions").add("eservices_ecommerce.search_suggest", SearchSuggest);
