import { useEffect } from "@odoo/owl";

const PHONE = "(max-width: 767.98px)";
const AROUND = ".o_eservices_header, .o_eservices_main, .o_eservices_footer, .o_eservices_skip";

/** On a phone the open chat lies over the page, which neither scrolls nor takes the focus then. */
function coverPage(isCovered) {
    document.querySelectorAll(AROUND).forEach((part) => (part.inert = isCovered));
    document.documentElement.classList.toggle("o_care_covered", isCovered);
}

/**
 * Fit the window into the page: beside it, below its header as far as that is in sight, or over it.
 *
 * @param {() => boolean} isOpen
 */
export function useScreen(isOpen) {
    const phone = window.matchMedia(PHONE);
    const page = document.documentElement;

    function follow() {
        const header = document.querySelector(".o_eservices_header");
        const bottom = Math.max(0, header?.getBoundingClientRect().bottom || 0);
        page.style.setProperty("--o-care-top", `${bottom}px`);
    }

    useEffect(
        (open) => {
            const cover = () => coverPage(open && phone.matches);
            cover();
            if (!open) {
                delete page.dataset.beside;
                return () => {};
            }
            page.dataset.beside = "care";
            follow();
            phone.addEventListener("change", cover);
            window.addEventListener("scroll", follow, { passive: true });
            window.addEventListener("resize", follow);
            return () => {
                phone.removeEventListener("change", cover);
                window.removeEventListener("scroll", follow);
                window.removeEventListener("resize", follow);
            };
        },
        () => [isOpen()]
    );
}
