import { Interaction } from "@web/public/interaction";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { announce, ask } from "@eservices_ecommerce/core/answers";

// On white, in any scheme: the picture is printed.
const INK = "#14213d";

/** Sign exactly the version on the screen: by hand, or else the typed name is written for one. */
export class SignatureForm extends Interaction {
    static selector = "#o_collab_sign_form";
    dynamicContent = {
        _root: { "t-on-submit.prevent": this.locked(this.sign) },
        "[name='name']": { "t-on-input": this.write },
        canvas: {
            "t-on-pointerdown": this.onDown,
            "t-on-pointermove": this.onMove,
            "t-on-pointerup": this.onUp,
            "t-on-pointercancel": this.onUp,
        },
        ".o_collab_pad_clear": { "t-on-click": this.clear },
        "[type='submit']": { "t-att-class": () => ({ o_eservices_busy: this.sending }) },
    };

    setup() {
        this.sending = false;
        this.drawn = false;
        this.pointer = null;
        this.canvas = this.el.querySelector("canvas");
        this.pen = this.canvas.getContext("2d");
        this.error = this.el.querySelector(".o_collab_error");
        this.write();
    }

    // === HAND === //

    place(ev) {
        const box = this.canvas.getBoundingClientRect();
        return [
            ((ev.clientX - box.left) * this.canvas.width) / box.width,
            ((ev.clientY - box.top) * this.canvas.height) / box.height,
        ];
    }

    onDown(ev) {
        if (!this.drawn) {
            this.wipe();
        }
        this.drawn = true;
        this.pointer = ev.pointerId;
        this.canvas.setPointerCapture(ev.pointerId);
        this.pen.strokeStyle = INK;
        this.pen.lineWidth = 3;
        this.pen.lineCap = this.pen.lineJoin = "round";
        this.pen.beginPath();
        this.pen.moveTo(...this.place(ev));
    }

    onMove(ev) {
        if (ev.pointerId === this.pointer) {
            this.pen.lineTo(...this.place(ev));
            this.pen.stroke();
        }
    }

    onUp() {
        this.pointer = null;
    }

    wipe() {
        this.pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
    }

    clear() {
        this.drawn = false;
        this.write();
    }

    /** Until something is drawn the name stands on the line. */
    write() {
        if (this.drawn) {
            return;
        }
        this.wipe();
        const { width, height } = this.canvas;
        const name = this.el.elements.name.value.trim();
        let size = 56;
        do {
            this.pen.font = `italic ${(size -= 2)}px "Segoe Script", "Brush Script MT", cursive`;
        } while (size > 18 && this.pen.measureText(name).width > width - 60);
        this.pen.fillStyle = INK;
        this.pen.textAlign = "center";
        this.pen.fillText(name, width / 2, height / 2 + size / 3);
    }

    // === SIGN === //

    /** @returns {HTMLElement|undefined} what is missing; it is said beside it */
    findMissing() {
        const { name, confirmed } = this.el.elements;
        if (!name.value.trim()) {
            this.error.textContent = _t("Type your name.");
            return name;
        }
        if (!confirmed.checked) {
            this.error.textContent = _t("Tick that you have read the version.");
            return confirmed;
        }
        this.error.textContent = "";
        return undefined;
    }

    async sign() {
        const missing = this.findMissing();
        if (missing) {
            missing.focus();
            return;
        }
        this.sending = true;
        this.updateContent();
        const { url, new: version, hash } = this.el.closest(".o_collab_term_page").dataset;
        const answer = await this.waitFor(
            ask(`${url}/sign`, {
                version_id: Number(version),
                hash,
                name: this.el.elements.name.value.trim(),
                signature: this.canvas.toDataURL("image/png").split(",")[1],
                confirmed: true,
            })
        );
        this.sending = false;
        if (!answer.ok) {
            this.error.textContent = answer.error;
        }
        if (answer.ok || answer.stale) {
            announce(answer.ok ? _t("Signed.") : answer.error);
            const detail = answer.ok ? undefined : answer.error;
            this.el.dispatchEvent(new CustomEvent("collab-refresh", { bubbles: true, detail }));
        }
    }
}

registry.category("public.interactions").add("collab_space.signature_form", SignatureForm);
