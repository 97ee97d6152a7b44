"use client";

import { useLayoutEffect } from "react";

/** Keeps the title of the document, for a page that finds out what it is after the framework has its metadata. */
export function PageTitle({ children }: { readonly children: string }) {
  useLayoutEffect(() => {
    const setTitle = () => {
      if (document.title !== children) document.title = children;
    };
    setTitle();
    const observer = new MutationObserver(setTitle);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [children]);
  return null;
}
