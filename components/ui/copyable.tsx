"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { CheckIcon, CopyIcon } from "./icons";
import { Name } from "./name";
import { announce } from "./status-message";
import { useHydrated } from "./use-hydrated";

type CopyableProps = {
  readonly kind: "username" | "email" | "id" | "address";
  readonly value: string;
};

/** A value with a button that copies it. */
export function Copyable({ kind, value }: CopyableProps) {
  return (
    <span className="inline-flex max-w-full items-start gap-1 align-top">
      {kind === "id" || kind === "address" ? (
        <code translate="no" dir="ltr" className="min-w-0 font-mono text-xs leading-6 wrap-anywhere">
          {value}
        </code>
      ) : (
        <Name className="min-w-0">{value}</Name>
      )}
      <CopyButton kind={kind} value={value} />
    </span>
  );
}

/** How long the button says that it has copied, in milliseconds. */
const CONFIRMATION_TIME = 2_000;

/** Invisible where there is no clipboard: without JavaScript, and over plain HTTP. */
function CopyButton({ kind, value }: CopyableProps) {
  const t = useTranslations("common.copy");
  const [isCopied, setCopied] = useState(false);
  const hydrated = useHydrated();
  const isOffered = hydrated && navigator.clipboard !== undefined;

  useEffect(() => {
    if (!isCopied) return;
    const end = setTimeout(() => setCopied(false), CONFIRMATION_TIME);
    return () => clearTimeout(end);
  }, [isCopied]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      announce(t("failed"));
    }
  }

  return (
    <span className={`relative inline-flex ${isOffered ? "" : "invisible"}`}>
      <button
        type="button"
        aria-label={t(kind)}
        title={t(kind)}
        onClick={copy}
        className="grid size-6 place-items-center rounded-md text-muted hover:bg-default hover:text-foreground"
      >
        {isCopied ? <CheckIcon key="copied" /> : <CopyIcon key="copy" />}
      </button>
      <span aria-live="polite" className="absolute end-0 bottom-full z-10">
        {isCopied && (
          <span className="block rounded-md bg-foreground px-2 text-xs leading-6 whitespace-nowrap text-background">
            {t("done")}
          </span>
        )}
      </span>
    </span>
  );
}
