import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";
import { Presence, tellServer } from "@collab_space/common/presence";

/** Says on every page of a space which other members look at it now (S8). */
export class Here extends Interaction {
    static selector = "#o_collab[data-space][data-me]";
    dynamicContent = {
        _root: { "t-on-collab-drawn": this.draw },
        _document: { "t-on-visibilitychange": () => this.presence.watch() },
        _window: {
            "t-on-pagehide": () => this.presence.hide(),
            "t-on-pageshow": ({ persisted }) => persisted && this.presence.show(),
        },
    };

    setup() {
        const { space, me } = this.el.dataset;
        this.url = `/eservices/spaces/${space}/here`;
        this.presence = new Presence({
            me: Number(me),
            tell: (step) => tellServer(this.url, { step }),
            onChange: () => this.draw(),
        });
    }

    start() {
        const { space } = this.el.dataset;
        this.addListener(this.env.bus, "eservices.live:collab.member/here", ({ detail }) => {
            if (String(detail.space_id) === space) {
                this.presence.hear(detail);
            }
        });
        this.addListener(this.env.bus, "eservices.live.connected", () => this.presence.watch());
        this.registerCleanup(() => this.presence.stop());
        this.presence.start();
    }

    draw() {
        for (const place of this.el.querySelectorAll(".o_collab_here_now")) {
            place.querySelector("span").textContent = this.presence.words;
            place.title = this.presence.names;
            place.hidden = !this.presence.words;
        }
        for (const row of this.el.querySelectorAll("[data-member]")) {
            const isHere = this.presence.others.has(Number(row.dataset.member));
            row.querySelector(".o_collab_online").hidden = !isHere;
        }
    }
}

registry.category("public.interactions").add("collab_space.here", Here);
