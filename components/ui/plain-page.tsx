import type { ReactNode } from "react";
import type { Logo as LogoImage } from "@/db/settings/get";
import { Brand } from "./brand";
import { brandSheet } from "./brand-style";
import { cx } from "./cx";
import { LanguageMenu } from "./language-menu";
import { Logo } from "./logo";

/** The organization whose logo replaces the brand and whose color the buttons have. */
export type PageHost = {
  readonly name: string;
  readonly color: string | null;
  readonly logo: LogoImage | null;
};

export type PlainPageProps = {
  readonly title: string;
  /** Above the title. */
  readonly mark?: ReactNode;
  readonly wide?: boolean;
  /** Beside the brand: the account menu. */
  readonly corner?: ReactNode;
  readonly host?: PageHost | undefined;
  readonly children: ReactNode;
};

/** A page outside the console: one column below the brand. */
export function PlainPage({ title, mark, wide = false, corner, host, children }: PlainPageProps) {
  const brand = host?.color ? brandSheet(host.color) : null;
  return (
    <div className="flex min-h-dvh flex-col">
      {brand && <link rel="stylesheet" href={brand.href} precedence="default" />}
      <header className="flex min-h-14 flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2 sm:px-8">
        {host?.logo ? <Logo logo={host.logo} name={host.name} /> : <Brand />}
        <div className="ms-auto flex min-w-0 flex-wrap items-center justify-end gap-x-3 gap-y-1">
          <LanguageMenu
            placement="end-4 top-14 sm:end-8"
            className={`flex h-8 items-center gap-2 rounded-lg px-2 text-muted hover:bg-default ${corner ? "" : "-me-2"}`}
          />
          {corner}
        </div>
      </header>
      <main
        className={cx(
          brand?.className,
          "mx-auto flex w-full flex-col gap-5 px-4 pt-6 pb-20 sm:pt-[10vh]",
          wide ? "max-w-3xl" : "max-w-md",
        )}
      >
        {mark}
        <h1 className="text-2xl leading-8 font-semibold tracking-tight">
          <bdi className="wrap-anywhere">{title}</bdi>
        </h1>
        {children}
      </main>
    </div>
  );
}
