import { onMounted, onWillDestroy, useExternalListener, useState } from "@odoo/owl";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { Presence, tellServer } from "@collab_space/common/presence";

const VERB = { model: "collab.space", method: "action_be_here", kwargs: {} };
const EVENT = "collab.member/here";

/**
 * Who else looks at a space now.
 *
 * @param {number} spaceId
 * @returns {{words: string, names: string}} reactive
 */
export function useHere(spaceId) {
    const bus = useService("bus_service");
    const here = useState({ words: "", names: "" });
    const presence = new Presence({
        me: user.partnerId,
        tell: (step) =>
            tellServer("/web/dataset/call_kw/collab.space/action_be_here", {
                ...VERB,
                args: [[spaceId], step],
            }),
        onChange: () => Object.assign(here, { words: presence.words, names: presence.names }),
    });
    const hear = (payload) => payload.space_id === spaceId && presence.hear(payload);
    bus.subscribe(EVENT, hear);
    useExternalListener(document, "visibilitychange", () => presence.watch());
    onMounted(() => presence.start());
    onWillDestroy(() => {
        bus.unsubscribe(EVENT, hear);
        presence.stop();
    });
    return here;
}
