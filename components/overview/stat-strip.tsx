import { useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";
import { NavLink } from "@/components/ui/nav-link";
import { MAX_COUNT } from "@/lib/plural";
import { cappedCount } from "./capped-count";

export type Stat = { readonly label: string; readonly count: number; readonly href: string };

/** Numbers side by side, each a link to its list. */
export function StatStrip({ stats }: { readonly stats: readonly Stat[] }) {
  const t = useTranslations("overview");
  if (stats.length === 0) return null;
  return (
    <ul className="card flex flex-col divide-y divide-separator sm:flex-row sm:divide-x sm:divide-y-0">
      {stats.map(({ label, count, href }) => (
        <li key={href} className="relative min-w-0 flex-1 px-card py-2 hover:bg-surface-secondary sm:py-3">
          <NavLink
            href={href}
            className={cx(
              "static flex h-full items-center justify-between gap-3 rounded-sm",
              "after:absolute after:inset-0",
              "sm:flex-col-reverse sm:items-start sm:justify-end sm:gap-0",
            )}
          >
            <span className="text-muted">{label}</span>{" "}
            <span className="text-lg font-semibold tabular-nums sm:text-2xl sm:leading-8">
              {cappedCount(t, count, MAX_COUNT)}
            </span>
          </NavLink>
        </li>
      ))}
    </ul>
  );
}
