import { makeEnv, startServices } from "@web/env";
import { whenReady } from "@odoo/owl";
import "@web/public/interaction_service";

// The page carries no web client: an environment and the services of its own bundle are all it starts.
export const started = whenReady().then(() => startServices(makeEnv()));
