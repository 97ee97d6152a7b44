"use client";

import { useEffect } from "react";

/** Sets the title of the document, for a page that finds out what it is after its metadata. */
export function PageTitle({ children }: { readonly children: string }) {
  useEffect(() => {
    document.title = children;
  }, [children]);
  return null;
}
