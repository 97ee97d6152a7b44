"use client";

import { useTranslations } from "next-intl";
import type { Page } from "@/db/lists/page";
import { cx } from "./cx";
import { ListLink } from "./list-link";
import { type ListAddress, listHref } from "./list-url";

type ListFilterProps = {
  readonly address: ListAddress;
  /** "Status". */
  readonly label: string;
  readonly param: string;
  /** The first is the current one if the address has none. */
  readonly choices: readonly {
    readonly value: string;
    readonly label: string;
    /** How many rows it has. */
    readonly count?: Page<unknown>["total"];
  }[];
};

/** A row of choices. On the sheet of a phone, one below the other. */
export function ListFilter({ address, label, param, choices }: ListFilterProps) {
  const t = useTranslations("common");
  const current = choices.find(({ value }) => value === address.params[param]) ?? choices[0];
  return (
    <nav
      aria-label={label}
      className="w-fit max-w-full rounded-lg bg-default p-1 max-sm:in-[[popover]]:w-auto max-sm:in-[[popover]]:bg-transparent"
    >
      <ul className="flex flex-wrap gap-0.5 max-sm:in-[[popover]]:flex-col">
        {choices.map((choice) => (
          <li key={choice.value}>
            <ListLink
              href={listHref(address, { [param]: choice.value })}
              current={choice === current}
              className={cx(
                "flex min-h-8 items-center gap-1.5 rounded-md px-2.5 py-0.5",
                "text-muted -outline-offset-2 hover:text-foreground",
                "aria-[current]:bg-segment aria-[current]:shadow-surface",
                "aria-[current]:font-medium aria-[current]:text-segment-foreground",
                "max-sm:in-[[popover]]:min-h-11 max-sm:in-[[popover]]:justify-between md:min-h-7",
                "max-sm:in-[[popover]]:aria-[current]:bg-default max-sm:in-[[popover]]:aria-[current]:shadow-none",
              )}
            >
              <span>{choice.label}</span>
              {choice.count && (
                <span className="text-xs font-normal text-muted tabular-nums">
                  {t(choice.count.more ? "countOrMore" : "count", { count: choice.count.count })}
                </span>
              )}
            </ListLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
