"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "./button";
import { cx } from "./cx";
import { CloseIcon } from "./icons";
import { focusListTotal } from "./list-total";
import { useSelection } from "./selection";

type SelectionBarProps = {
  /** Replaces "3 selected". */
  readonly message?: string | undefined;
  /** Selects more rows. It has a line of its own on phones. */
  readonly offer?: ReactNode;
  readonly onClear?: () => void;
  /** The actions for the selected rows. They stay mounted, so that their dialogs survive a selection that ends. */
  readonly children: ReactNode;
};

/**
 * The actions for the selected rows of a list, at the bottom of the window while there are some. Render it after the table,
 * in the `SelectionProvider`. It takes no space, so that nothing moves when it appears, except on a phone, which can have too
 * little below a list: there it follows the list, and is one line.
 */
export function SelectionBar({ message, offer, onClear, children }: SelectionBarProps) {
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
          "pointer-events-auto flex min-h-14 items-center gap-x-1 gap-y-1 md:gap-x-4",
          "rounded-xl bg-overlay px-4 py-1.5 shadow-overlay max-md:ps-3 max-md:pe-1",
          message || offer ? "flex-wrap" : "md:flex-wrap",
          count > 0 ? "animate-rise max-md:w-full" : "sr-only",
        )}
      >
        <p role="status" className={cx("font-medium", message ? "max-md:basis-full" : COUNT)}>
          {count > 0 && (message ?? <Count count={count} />)}
        </p>
        <div hidden={count === 0} className={ACTIONS}>
          {children}
        </div>
        {count > 0 && offer && (
          <div className={cx(ACTIONS, "max-md:order-last max-md:basis-full")}>{offer}</div>
        )}
        <Button
          size="sm"
          onClick={clearSelection}
          aria-label={t("clear")}
          className={CLEAR}
          hidden={count === 0}
        >
          <span className="max-md:hidden">{t("clear")}</span>
          <span className="md:hidden">
            <CloseIcon />
          </span>
        </Button>
      </section>
    </div>
  );
}

/** "3 selected", or only the number where the buttons leave no space for the word. */
function Count({ count }: { readonly count: number }) {
  const t = useTranslations("common");
  return (
    <>
      <span className="max-md:sr-only max-md:@[7rem]:not-sr-only">{t("selection.count", { count })}</span>
      <span
        aria-hidden
        data-count={t("count", { count })}
        className="before:content-[attr(data-count)] md:hidden max-md:@[7rem]:hidden"
      />
    </>
  );
}

const COUNT = "max-md:@container max-md:min-w-4 max-md:flex-1 max-md:whitespace-nowrap";
/** A phone's buttons can have two lines, in which the long labels of some languages fit. */
const ACTIONS = cx(
  "flex min-w-0 items-center gap-2 max-md:gap-1",
  "max-md:[&>button]:h-11 max-md:[&>button]:min-w-0 max-md:[&>button]:shrink max-md:[&>button]:px-2.5",
  "max-md:[&>button]:leading-4 max-md:[&>button]:whitespace-normal",
);
const CLEAR = "max-md:size-11 max-md:border-0 max-md:p-0";
