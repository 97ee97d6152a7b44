"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "./button";
import { cx } from "./cx";
import { focusListTotal } from "./list-total";
import { useSelection } from "./selection";

type SelectionBarProps = {
  /** Replaces "3 selected". */
  readonly message?: string | undefined;
  readonly onClear?: () => void;
  /** The actions for the selected rows. They stay mounted, so that their dialogs survive a selection that ends. */
  readonly children: ReactNode;
};

/**
 * The actions for the selected rows of a list, at the bottom of the window while there are some. Render it after the table,
 * in the `SelectionProvider`. It takes no space, so that nothing moves when it appears, except on a phone, where it is too high
 * for the space below a list: there it follows the list.
 */
export function SelectionBar({ message, onClear, children }: SelectionBarProps) {
  const t = useTranslations("common.selection");
  const { selected, clear } = useSelection();
  const count = selected.length;

  function clearSelection() {
    clear();
    onClear?.();
    focusListTotal();
  }

  return (
    <div className="pointer-events-none sticky bottom-3 z-10 order-last flex items-end justify-center md:-mb-14 md:h-14">
      <section
        aria-label={t("label")}
        className={cx(
          "pointer-events-auto flex min-h-14 flex-wrap items-center gap-x-4 gap-y-2",
          "rounded-xl bg-overlay px-4 py-2 shadow-overlay",
          count > 0 ? "animate-rise" : "sr-only",
        )}
      >
        <p role="status" className="font-medium">
          {count > 0 && (message ?? t("count", { count }))}
        </p>
        <div hidden={count === 0} className="flex flex-wrap items-center gap-2">
          {children}
          <Button size="sm" onClick={clearSelection}>
            {t("clear")}
          </Button>
        </div>
      </section>
    </div>
  );
}
