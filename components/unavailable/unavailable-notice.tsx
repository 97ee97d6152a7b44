"use client";

import { useEffect } from "react";
import { NoticePage } from "@/components/notice-page";
import { isUsherThere } from "./is-usher-there";
import { PAUSE, WORDS } from "./words";

/** The database is away or too slow. Loads the page again when it answers, while somebody looks at it. */
export function UnavailableNotice({ retry }: { readonly retry: () => void }) {
  useEffect(() => {
    const asking = setInterval(async () => {
      if (document.visibilityState === "visible" && (await isUsherThere())) location.reload();
    }, PAUSE);
    return () => clearInterval(asking);
  }, []);
  return (
    <NoticePage
      title={WORDS.title}
      ways={
        <button type="button" className="button button--lg button--primary" onClick={retry}>
          {WORDS.again}
        </button>
      }
    >
      {WORDS.sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </NoticePage>
  );
}
