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

export function ListFilter({ address, label, param, choices }: ListFilterProps) {
  const t = useTranslations("common");
  const current = choices.find(({ value }) => value === address.params[param]) ?? choices[0];
  return (
    <nav aria-label={label} className="max-w-full rounded-lg sm:bg-default sm:p-1">
      <ul className="flex flex-col gap-0.5 sm:flex-row sm:flex-wrap">
        {choices.map((choice) => (
          <li key={choice.value}>
            <ListLink
              href={listHref(address, { [param]: choice.value })}
              current={choice === current}
              className={cx(
                "flex min-h-11 items-center justify-between gap-1.5 rounded-md px-2.5 py-0.5",
                "-outline-offset-2 hover:text-foreground sm:text-muted",
                "aria-[current]:bg-default aria-[current]:font-medium aria-[current]:text-segment-foreground",
                "sm:min-h-8 sm:justify-start sm:aria-[current]:bg-segment sm:aria-[current]:shadow-surface",
                "md:min-h-7",
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
