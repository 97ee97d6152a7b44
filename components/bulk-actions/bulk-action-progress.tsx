import { useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";
import { RefreshWhileRunning } from "@/components/ui/refresh-while-running";

type BulkActionProgressProps = { readonly done: number; readonly size: number; readonly href: string };

/** A progress bar that refreshes the page while it is shown. */
export function BulkActionProgress({ done, size, href }: BulkActionProgressProps) {
  const t = useTranslations("bulk-actions.page");
  return (
    <div className="flex flex-col gap-2">
      <progress
        aria-label={t("progress")}
        value={done}
        max={size}
        className={cx(
          "h-2.5 w-full appearance-none overflow-hidden rounded-full bg-default accent-accent",
          "[&::-moz-progress-bar]:bg-accent",
          "[&::-webkit-progress-bar]:bg-default [&::-webkit-progress-value]:bg-accent",
        )}
      />
      <p className="text-muted">{t("inBackground")}</p>
      <RefreshWhileRunning href={href} />
    </div>
  );
}
