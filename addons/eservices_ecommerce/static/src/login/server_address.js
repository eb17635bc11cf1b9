const LOCAL = /^(([\w-]+\.)*localhost|127\.0\.0\.1|\[::1\])(:|$)/i;

/**
 * Read the address of a server as people type it: "erp.acme.example", "https://erp.acme.example/".
 *
 * @param {string} typed
 * @returns {string} its origin, international names as the network writes them; "" when it is no address, carries a
 *     password, or names more than a server
 */
export function readServerAddress(typed) {
    const text = typed.trim();
    const scheme = LOCAL.test(text) ? "http" : "https";
    let url;
    try {
        url = new URL(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `${scheme}://${text}`);
    } catch {
        return "";
    }
    const isServer =
        ["http:", "https:"].includes(url.protocol) &&
        url.hostname &&
        !/[\s\\@]/.test(text) &&
        url.pathname === "/" &&
        !url.search &&
        !url.hash;
    return isServer ? url.origin : "";
}

/** Where the login of that server is. Odoo's own login page is the one that can choose a database. */
export function getLoginUrl({ server, database }) {
    const query = new URLSearchParams({ ...(database && { db: database }), redirect: "/eservices" });
    return `${server}/web/login?${query}`;
}
