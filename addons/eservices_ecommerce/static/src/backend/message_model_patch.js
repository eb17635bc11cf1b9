import { Message } from "@mail/core/common/message_model";
import { ResPartner } from "@mail/core/common/res_partner_model";
import { fields } from "@mail/core/common/record";
import { patch } from "@web/core/utils/patch";

patch(Message.prototype, {
    setup() {
        super.setup(...arguments);
        /** "customer": he reads it on the platform; "withheld": tagged in a note, he does not. */
        this.eservices_audience = fields.Attr(false);
    },
});

patch(ResPartner.prototype, {
    setup() {
        super.setup(...arguments);
        this.eservices_is_customer = fields.Attr(false);
    },
});
