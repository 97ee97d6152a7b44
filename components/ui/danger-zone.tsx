import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

/** The destructive actions of a page, at its end. Its children are `DangerItem`s. */
export function DangerZone({ children }: { readonly children: ReactNode }) {
  const t = useTranslations("common");
  return (
    <section aria-labelledby="danger-zone" className="mt-4 flex flex-col gap-3">
      <h2 id="danger-zone" className="text-lg font-semibold">
        {t("dangerZone")}
      </h2>
      <ul className="card divide-y divide-separator border-danger/40">{children}</ul>
    </section>
  );
}

type DangerItemProps = {
  /** The button. */
  readonly action?: ReactNode;
  /** What it does, in a sentence. */
  readonly children: ReactNode;
};

export function DangerItem({ action, children }: DangerItemProps) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-card py-3">
      <p className="min-w-0 flex-1 basis-64">{children}</p>
      {action}
    </li>
  );
}
