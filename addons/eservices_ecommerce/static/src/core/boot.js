import { EventBus } from "@odoo/owl";
import { registry } from "@web/core/registry";
import "@web/public/interaction_service";

/** Start every service of the bundle, each after those that it depends on. */
async function startServices(env) {
    const waiting = new Map(registry.category("services").getEntries());
    while (waiting.size) {
        const next = [...waiting].find(([, { dependencies = [] }]) =>
            dependencies.every((name) => name in env.services)
        );
        if (!next) {
            throw new Error(`Services without what they depend on: ${[...waiting.keys()]}`);
        }
        const [name, service] = next;
        waiting.delete(name);
        const found = (service.dependencies || []).map((other) => [other, env.services[other]]);
        env.services[name] = (await service.start(env, Object.fromEntries(found))) || null;
    }
}

/** Resolves once every script of the page has run, also those of a bundle that only this page carries. */
function scriptsHaveRun() {
    return new Promise((resolve) => {
        if (document.readyState === "complete") {
            resolve();
        }
        document.addEventListener("DOMContentLoaded", resolve);
        window.addEventListener("load", resolve);
    });
}

/** The page carries no web client: an environment and the services of its own bundle are all it needs. */
async function boot() {
    await scriptsHaveRun();
    const env = { bus: new EventBus(), services: {}, debug: odoo.debug };
    let ready;
    env.isReady = new Promise((resolve) => (ready = resolve));
    await startServices(env);
    ready();
    await env.services["public.interactions"]?.isReady;
    // From here on a press on a button does what it says: who drives the page by a program waits for it.
    document.documentElement.dataset.eservices = "ready";
}

export const started = boot();
