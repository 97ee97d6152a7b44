import { type RefObject, useEffect, useState } from "react";
import { findFreeSpot } from "@/lib/free-spot";

/** What a person can tap. */
const CONTROLS =
  "a[href], button, input, select, textarea, summary, label, [role=option], [role=menuitem], [tabindex='0']";
const MODALS = "[role=dialog], [role=alertdialog]";
const MARGIN = 12; // to the edge of the screen
const MARGIN_ON_PHONES = 4; // at the top, so that two lines fit into the bar there
const PHONE = "(width < 40rem)";
const STILL_AFTER = 150; // milliseconds without scrolling

type Spot = { readonly left: number; readonly top: number };

/**
 * A place on the screen for an element that floats, where it covers no control: near the bottom, on phones near the top, where
 * no sheet comes up. Null while there is none: while a dialog is open, while the page scrolls, or if the screen is full of
 * controls.
 * @param shown what the element shows, so that it is placed again for something else. Null for nothing
 */
export function useFreeSpot(element: RefObject<HTMLElement | null>, shown: unknown): Spot | null {
  const [spot, setSpot] = useState<Spot | null>(null);
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const place = () => setSpot(element.current && shown ? spotFor(element.current) : null);
    function hideWhileMoving() {
      clearTimeout(waiting);
      setSpot(null);
      waiting = setTimeout(place, STILL_AFTER);
    }
    const changes = new MutationObserver((records) => {
      if (records.some(({ target }) => !element.current?.contains(target))) place();
    });
    const growth = new ResizeObserver(place);
    place();
    if (shown) {
      growth.observe(document.body);
      changes.observe(document.body, { childList: true, subtree: true });
      window.addEventListener("scroll", hideWhileMoving, { capture: true, passive: true });
      window.addEventListener("resize", hideWhileMoving);
    }
    return () => {
      clearTimeout(waiting);
      changes.disconnect();
      growth.disconnect();
      window.removeEventListener("scroll", hideWhileMoving, { capture: true });
      window.removeEventListener("resize", hideWhileMoving);
    };
  }, [element, shown]);
  return spot;
}

function spotFor(element: HTMLElement): Spot | null {
  if (document.querySelector(MODALS)) return null;
  const { clientWidth, clientHeight } = document.documentElement;
  const isPhone = matchMedia(PHONE).matches;
  const within = {
    left: MARGIN,
    top: isPhone ? MARGIN_ON_PHONES : MARGIN,
    right: clientWidth - MARGIN,
    bottom: Math.min(clientHeight, window.innerHeight) - MARGIN,
  };
  const controls = [...document.querySelectorAll<HTMLElement>(CONTROLS)]
    .filter((control) => !element.contains(control) && control.getClientRects().length > 0)
    .map((control) => control.getBoundingClientRect());
  return findFreeSpot(element.getBoundingClientRect(), within, controls, isPhone ? "top" : "bottom");
}
