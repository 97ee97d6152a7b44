"use client";

import { useEffect } from "react";

/**
 * Tells, once the page is shown to the invitee, that it is: by a request of its own, for opening an address must change
 * nothing. Without script the press of a button tells it.
 */
export function RecordOpening({ record }: { readonly record: () => Promise<void> }) {
  useEffect(() => {
    // Nothing hangs on it: what did not arrive is told the next time.
    record().catch(() => undefined);
  }, [record]);
  return null;
}
