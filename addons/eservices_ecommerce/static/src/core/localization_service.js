import { browser } from "@web/core/browser/browser";
import {
    translatedTerms,
    translatedTermsGlobal,
    translationIsReady,
    translationLoaded,
} from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";

const STORE = "eservices_ecommerce.terms";

/** Add-ons whose strings appear in the platform's scripts; another add-on adds itself here. */
export const translatedModules = registry.category("eservices_ecommerce.translated_modules");
translatedModules.add("eservices_ecommerce", "eservices_ecommerce");

function readStore(lang) {
    try {
        const kept = JSON.parse(browser.localStorage.getItem(STORE));
        return kept?.lang === lang ? kept : null;
    } catch {
        return null; // nothing readable was kept: it is fetched again
    }
}

function use(answer) {
    for (const [module, { messages }] of Object.entries(answer.modules)) {
        const terms = Object.fromEntries(messages.map(({ id, string }) => [id, string]));
        translatedTerms[module] = terms;
        Object.assign(translatedTermsGlobal, terms);
    }
}

async function fetchTerms(lang, hash) {
    const query = new URLSearchParams({
        mods: translatedModules.getAll().join(","),
        lang,
        ...(hash && { hash }),
    });
    const response = await browser.fetch(`/web/webclient/translations?${query}`, {
        cache: "no-store",
    });
    const answer = await response.json();
    if (answer.modules) {
        use(answer);
        browser.localStorage.setItem(STORE, JSON.stringify({ ...answer, lang }));
    }
}

/**
 * Terms of the platform's own add-ons only: the core service fetches those of every installed
 * add-on and brings a date library along. What was kept is used at once and renewed behind.
 */
export const localizationService = {
    async start() {
        const { lang } = user.context;
        if (lang && lang !== "en_US") {
            const kept = readStore(lang);
            if (kept) {
                use(kept);
            }
            const renewal = fetchTerms(lang, kept?.hash).catch(() => {}); // English then
            if (!kept) {
                await renewal;
            }
        }
        translatedTerms[translationLoaded] = true;
        translationIsReady.resolve(true);
    },
};

registry.category("services").add("localization", localizationService);
