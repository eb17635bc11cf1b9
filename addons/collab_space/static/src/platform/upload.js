import { Interaction } from "@web/public/interaction";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { announce, ask } from "@eservices_ecommerce/core/answers";
import { addFiles, send, setFiles } from "@collab_space/platform/send";

/** Files of a space: dropped or chosen they are sent at once; the history of one opens in a window. */
export class SpaceFiles extends Interaction {
    static selector = ".o_collab_files";
    dynamicContent = {
        _root: {
            "t-on-dragover.prevent": () => (this.isOver = Boolean(this.form)),
            "t-on-dragleave": () => (this.isOver = false),
            "t-on-drop.prevent": this.onDrop,
        },
        ".o_collab_upload": {
            "t-on-submit.prevent": () => {},
            "t-att-class": () => ({ o_collab_over: this.isOver }),
        },
        ".o_collab_upload input[type='file']": { "t-on-change": this.locked(this.upload) },
        ".o_collab_upload_state": {
            "t-out": () => this.state,
            "t-att-class": () => ({ o_eservices_text_bad: this.failed }),
        },
        ".o_collab_history": { "t-on-click.withTarget": this.locked(this.showHistory) },
    };

    setup() {
        this.isOver = false;
        this.failed = false;
        this.state = "";
        this.form = this.el.querySelector(".o_collab_upload");
    }

    async onDrop(ev) {
        this.isOver = false;
        if (this.form && ev.dataTransfer.files.length) {
            addFiles(this.form.elements.files, ev.dataTransfer.files);
            await this.upload();
        }
    }

    async upload() {
        const field = this.form.elements.files;
        if (!field.files.length) {
            return;
        }
        this.say(_t("Sending…"));
        this.updateContent();
        const answer = await this.waitFor(send(this.form));
        setFiles(field, []);
        this.say(answer.ok ? _t("Added.") : answer.error, !answer.ok);
        if (answer.ok) {
            this.el.dispatchEvent(new CustomEvent("collab-refresh", { bubbles: true }));
        }
    }

    say(text, failed = false) {
        this.state = text;
        this.failed = failed;
        announce(text);
    }

    async showHistory(ev, button) {
        const { file, name } = button.dataset;
        const answer = await this.waitFor(ask(`${this.el.dataset.url}/files/${file}/history`, {}));
        if (!answer.ok) {
            this.say(answer.error, true);
            return;
        }
        const window = document.getElementById("o_collab_history");
        window.querySelector("h2").textContent = name;
        window
            .querySelector(".o_collab_history_versions")
            .replaceChildren(...answer.versions.map((version) => this.makeVersion(version)));
        window
            .querySelector(".o_collab_history_accesses")
            .replaceChildren(...answer.accesses.map((access) => this.makeRow([access.name, access.when])));
        window.querySelector(".o_collab_history_nobody").hidden = answer.accesses.length;
        window.showModal();
    }

    makeVersion({ number, url, author, date, size }) {
        const link = document.createElement("a");
        link.href = url;
        link.textContent = _t("Version %s", number);
        return this.makeRow([link, `${author}, ${date}, ${size}`]);
    }

    makeRow(cells) {
        const row = document.createElement("li");
        for (const cell of cells) {
            const place = document.createElement("span");
            place.append(cell);
            row.append(place);
        }
        return row;
    }
}

registry.category("public.interactions").add("collab_space.files", SpaceFiles);
