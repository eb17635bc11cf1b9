import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

const TYPED = /(?:^|\s)@([^@\n]{0,40})$/;
const MOST = 6;

/** `@` in the field offers the members; arrows choose, Enter or Tab takes, Escape closes. */
export class Mentions extends Interaction {
    static selector = "#o_collab_composer .o_collab_write";
    dynamicContent = {
        textarea: {
            "t-on-input": this.onInput,
            "t-on-keydown": this.onKeydown,
            "t-on-blur": this.close,
            "t-att-aria-activedescendant": () =>
                this.found.length ? `o_collab_mention_${this.chosen}` : null,
        },
        "[role='listbox']": {
            "t-att-hidden": () => (this.found.length ? null : "hidden"),
            // The field keeps the focus while one presses on a name.
            "t-on-mousedown.prevent": () => {},
        },
    };

    setup() {
        this.form = this.el.closest("form");
        this.text = this.el.querySelector("textarea");
        this.list = this.el.querySelector("[role='listbox']");
        this.members = JSON.parse(this.form.dataset.members);
        this.found = [];
        this.chosen = 0;
    }

    get typed() {
        return TYPED.exec(this.text.value.slice(0, this.text.selectionStart))?.[1];
    }

    onInput() {
        const typed = this.typed?.toLowerCase();
        const fits = (name) =>
            name
                .toLowerCase()
                .split(/\s+/)
                .some((word) => word.startsWith(typed)) || name.toLowerCase().startsWith(typed);
        this.found = typed === undefined ? [] : this.members.filter(([, name]) => fits(name)).slice(0, MOST);
        this.choose(0);
        this.form.elements.mentions.value = this.members
            .filter(([, name]) => this.text.value.includes(`@${name}`))
            .map(([id]) => id)
            .join(",");
    }

    choose(index) {
        this.chosen = index;
        this.list.replaceChildren(
            ...this.found.map(([, name], position) => {
                const option = document.createElement("li");
                option.id = `o_collab_mention_${position}`;
                option.setAttribute("role", "option");
                option.setAttribute("aria-selected", String(position === index));
                option.textContent = name;
                option.addEventListener("click", () => {
                    this.take(position);
                    this.updateContent();
                });
                return option;
            })
        );
    }

    take(index) {
        const [, name] = this.found[index];
        const caret = this.text.selectionStart;
        const start = caret - this.typed.length;
        this.text.setRangeText(`${name} `, start, caret, "end");
        this.found = [];
        this.text.dispatchEvent(new Event("input", { bubbles: true }));
    }

    close() {
        this.found = [];
    }

    onKeydown(ev) {
        const count = this.found.length;
        if (!count || ev.ctrlKey || ev.metaKey) {
            return;
        }
        if (ev.key === "ArrowDown" || ev.key === "ArrowUp") {
            this.choose((this.chosen + (ev.key === "ArrowDown" ? 1 : -1) + count) % count);
        } else if (ev.key === "Enter" || ev.key === "Tab") {
            this.take(this.chosen);
        } else if (ev.key === "Escape") {
            this.close();
        } else {
            return;
        }
        ev.preventDefault();
        ev.stopPropagation();
    }
}

registry.category("public.interactions").add("collab_space.mentions", Mentions);
