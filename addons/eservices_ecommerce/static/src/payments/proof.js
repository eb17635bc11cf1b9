import { Interaction } from "@web/public/interaction";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

/** Proof of a payment: chosen or dropped; what the server would refuse is said before it is sent. */
export class Proof extends Interaction {
    static selector = ".o_eservices_drop";
    dynamicContent = {
        _root: {
            "t-on-dragover.prevent": () => (this.isOver = true),
            "t-on-dragleave": () => (this.isOver = false),
            "t-on-drop.prevent": this.onDrop,
            "t-att-class": () => ({ o_eservices_drop_over: this.isOver }),
        },
        "input[type='file']": { "t-on-change": this.onChange },
    };

    setup() {
        this.input = this.el.querySelector("input[type='file']");
        this.hint = document.getElementById("o_eservices_hint_proof");
        this.maxBytes = Number(this.el.closest("form").dataset.maxBytes);
        this.isOver = false;
    }

    objection(file) {
        if (file.size > this.maxBytes) {
            return _t("%s is larger than 10 MB.", file.name);
        }
        if (file.type !== "application/pdf" && !file.type.startsWith("image/")) {
            return _t("%s is neither a PDF nor a picture.", file.name);
        }
        return "";
    }

    size(bytes) {
        const [value, unit] = bytes < 1048576 ? [bytes / 1024, "kilobyte"] : [bytes / 1048576, "megabyte"];
        return new Intl.NumberFormat(document.documentElement.lang || "en", {
            style: "unit",
            unit,
            maximumFractionDigits: value < 10 ? 1 : 0,
        }).format(value);
    }

    onDrop(ev) {
        this.isOver = false;
        if (ev.dataTransfer.files.length) {
            this.input.files = ev.dataTransfer.files;
            this.onChange();
        }
    }

    onChange() {
        const [file] = this.input.files;
        if (!file) {
            return;
        }
        const objection = this.objection(file);
        this.hint.textContent = objection;
        this.hint.classList.toggle("o_eservices_text_bad", Boolean(objection));
        if (objection) {
            this.input.value = "";
            return;
        }
        this.el.querySelector(".o_eservices_drop_name").textContent = file.name;
        this.el.querySelector(".o_eservices_drop_state").textContent = _t(
            "%s, attached",
            this.size(file.size)
        );
        this.el.querySelector("label").textContent = _t("Replace");
    }
}

registry.category("public.interactions").add("eservices_ecommerce.proof", Proof);
