"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useId, useRef } from "react";
import { LOCALE_NAMES, type PageLocale } from "@/i18n/locale";
import { cx } from "./cx";
import { CheckIcon, GlobeIcon } from "./icons";
import { useLanguages } from "./languages";
import { PlainForm } from "./plain-form";

type LanguageMenuProps = {
  /** Where the panel is. */
  readonly placement: string;
  readonly className: string;
};

/** Changes the language of the page, which stays where it is. A native popover, so that it needs no JavaScript. */
export function LanguageMenu(props: LanguageMenuProps) {
  return useLanguages().offered.length > 1 && <Menu {...props} />;
}

function Menu({ placement, className }: LanguageMenuProps) {
  const t = useTranslations("common.language");
  const locale = useLocale();
  const { offered, choose } = useLanguages();
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  return (
    <>
      <button type="button" popoverTarget={id} className={className}>
        <GlobeIcon />
        <span className="sr-only">{t("label")}</span> <LanguageName locale={locale} />
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        className={cx(
          "fixed inset-auto m-0 w-56 rounded-xl p-2",
          "bg-overlay text-foreground shadow-overlay open:animate-rise",
          placement,
        )}
      >
        <PlainForm action={choose} onSuccess={() => panel.current?.hidePopover()}>
          <ul aria-label={t("label")}>
            {offered.map((offer) => (
              <li key={offer}>
                <Choice locale={offer} isCurrent={offer === locale} />
              </li>
            ))}
          </ul>
        </PlainForm>
      </div>
    </>
  );
}

function Choice({ locale, isCurrent }: { readonly locale: PageLocale; readonly isCurrent: boolean }) {
  return (
    <button
      type="submit"
      name="locale"
      value={locale}
      aria-current={isCurrent || undefined}
      className="flex h-10 w-full items-center justify-between gap-2 rounded-lg px-2 text-start hover:bg-default"
    >
      <LanguageName locale={locale} />
      {isCurrent && <CheckIcon />}
    </button>
  );
}

function LanguageName({ locale }: { readonly locale: PageLocale }): ReactNode {
  return (
    <span lang={locale} translate="no">
      {LOCALE_NAMES[locale]}
    </span>
  );
}
