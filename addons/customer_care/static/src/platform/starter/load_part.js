import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";

function loadFile({ type, src }) {
    const file = document.createElement(type);
    Object.assign(file, type === "link" ? { rel: "stylesheet", href: src } : { src });
    return new Promise((resolve, reject) => {
        file.onload = resolve;
        file.onerror = reject;
        document.head.append(file);
    });
}

/**
 * A part of customer care that a page does not load by itself.
 *
 * @param {string} name of its bundle, and in the registry
 * @returns {Promise<any>} what it registers
 * @throws {Error} when it does not load
 */
export async function loadPart(name) {
    const { lang } = document.documentElement;
    const response = await browser.fetch(`/web/bundle/customer_care.assets_${name}?lang=${lang}`);
    const files = await response.json();
    await Promise.all(files.filter(({ src }) => src).map(loadFile));
    return registry.category("customer_care.chat").get(name);
}
