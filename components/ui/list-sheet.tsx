"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { buttonStyle } from "./button-style";
import { cx } from "./cx";
import { CloseIcon } from "./icons";
import { useListNavigation } from "./list-region";

type ListSheetProps = {
  readonly title: string;
  readonly button: ReactNode;
  /** The accessible name of the button, which contains what it shows. */
  readonly buttonLabel?: string;
  /** For a button that shows only an icon. */
  readonly square?: boolean;
  /** Whether the controls have changed what the list shows. */
  readonly isActive?: boolean;
  readonly children: ReactNode;
};

/**
 * Controls of a list. On a phone they are on a sheet that a button opens, also without JavaScript; on wider screens they
 * stand where the button would.
 */
export function ListSheet({ title, button, buttonLabel, square, isActive, children }: ListSheetProps) {
  const t = useTranslations("common");
  const id = useId();
  const sheet = useRef<HTMLElement>(null);
  const { pending } = useListNavigation();

  useEffect(() => {
    if (pending) sheet.current?.hidePopover();
  }, [pending]);

  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={buttonLabel}
        className={buttonStyle({
          className: cx(
            "sm:hidden",
            square ? "size-10 px-0" : "max-w-[36vw] px-3",
            isActive && "border-accent text-accent-soft-foreground",
          ),
        })}
      >
        {button}
      </button>
      <section ref={sheet} id={id} popover="auto" aria-label={title} className={SHEET}>
        <div className="flex items-center justify-between sm:hidden">
          <p className="text-lg leading-7 font-semibold">{title}</p>
          <button
            type="button"
            popoverTarget={id}
            popoverTargetAction="hide"
            aria-label={t("close")}
            className="-me-2 grid size-10 place-items-center rounded-lg text-muted hover:bg-default"
          >
            <CloseIcon />
          </button>
        </div>
        {children}
      </section>
    </>
  );
}

const SHEET = cx(
  "fixed inset-x-0 top-auto bottom-0 m-0 max-h-[80dvh] w-full max-w-none flex-col gap-4",
  "overflow-y-auto rounded-t-2xl border-0 bg-overlay px-5 pt-4 pb-6 text-foreground",
  "open:flex open:shadow-overlay backdrop:bg-backdrop",
  "sm:contents",
);
