import { registry } from "@web/core/registry";
import { Consent } from "./consent";
import { Told } from "./told";

registry.category("customer_care.chat").add("notices", { consent: Consent, told: Told });
