"use client";

import { useEffect } from "react";

/**
 * Records that the invitee has seen the page. It takes a separate request, because a GET must not change anything.
 * Without JavaScript, accepting or declining records it.
 */
export function RecordOpening({ record }: { readonly record: () => Promise<void> }) {
  useEffect(() => {
    // Not important: the next visit records it.
    record().catch(() => undefined);
  }, [record]);
  return null;
}
