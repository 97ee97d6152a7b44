import { useTranslations } from "next-intl";
import type { ActionFailure } from "@/lib/action-result";
import { WarningIcon } from "./icons";

/** Why an action failed. An unexpected error also shows its id in the log. */
export function FailureMessage({
  failure,
}: {
  readonly failure: Pick<ActionFailure, "message" | "errorId"> | null;
}) {
  const t = useTranslations("common");
  return (
    <div role="alert" className="empty:absolute">
      {failure && (
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
