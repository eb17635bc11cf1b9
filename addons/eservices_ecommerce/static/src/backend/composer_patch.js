import { Composer } from "@mail/core/common/composer";
import { patch } from "@web/core/utils/patch";

patch(Composer.prototype, {
    /** Names of the customers of the platform who are tagged in a note that is being written. */
    get eservicesTaggedCustomers() {
        if (this.props.type !== "note") {
            return "";
        }
        return this.props.composer.mentionedPartners
            .filter((partner) => partner.eservices_is_customer)
            .map((partner) => partner.name)
            .join(", ");
    },
});
