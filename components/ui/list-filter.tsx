"use client";

import { ListLink } from "./list-link";
import { type ListAddress, listHref } from "./list-url";

type ListFilterProps = {
  readonly address: ListAddress;
  /** "Status". */
  readonly label: string;
  readonly param: string;
  /** The first is the current one if the address has none. */
  readonly choices: readonly { readonly value: string; readonly label: string }[];
};

export function ListFilter({ address, label, param, choices }: ListFilterProps) {
  const current = choices.find(({ value }) => value === address.params[param]) ?? choices[0];
  return (
    <nav aria-label={label} className="max-w-full overflow-x-auto rounded-lg bg-default p-1">
      <ul className="flex gap-0.5">
        {choices.map((choice) => (
          <li key={choice.value}>
            <ListLink
              href={listHref(address, { [param]: choice.value })}
              current={choice === current}
              className="flex h-8 items-center rounded-md whitespace-nowrap px-3 text-muted -outline-offset-2 hover:text-foreground aria-[current]:bg-segment aria-[current]:font-medium aria-[current]:text-segment-foreground aria-[current]:shadow-surface md:h-7"
            >
              {choice.label}
            </ListLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
