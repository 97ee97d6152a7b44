"use client";

import { useTranslations } from "next-intl";
import type { ActionFailure } from "@/lib/action-result";
import { WarningIcon } from "./icons";
import { useOnline } from "./use-online";

type FailureMessageProps = {
  readonly failure: (Pick<ActionFailure, "message" | "errorId"> & { readonly kind?: string }) | null;
  readonly className?: string;
};

/**
 * Why an action failed. An unexpected error also shows its id in the log. That the browser is offline disappears when it isn't
 * anymore.
 */
export function FailureMessage({ failure, className = "" }: FailureMessageProps) {
  const t = useTranslations("common");
  const isOnline = useOnline();
  const isOver = failure?.kind === "offline" && isOnline;
  return (
    <div role="alert" className={`empty:absolute ${className}`}>
      {failure && !isOver && (
        <div className="flex items-start gap-2 rounded-xl bg-danger-soft px-3 py-2 text-danger-soft-foreground">
          <span className="pt-0.5">
            <WarningIcon />
          </span>
          <p className="min-w-0">
            <bdi className="wrap-anywhere">{failure.message}</bdi>
            {failure.errorId && (
              <span className="block text-xs">{t("errorId", { id: failure.errorId })}</span>
            )}
          </p>
        </div>
      )}
    </div>
  );
}
