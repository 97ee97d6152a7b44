import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { NavLink } from "@/components/ui/nav-link";

export type TabItem = { readonly href: string; readonly label: string; readonly current: boolean };

type PageHeaderProps = {
  readonly title: string;
  readonly actions: ReactNode;
  readonly tabs: readonly TabItem[];
};

export function PageHeader({ title, actions, tabs }: PageHeaderProps) {
  return (
    <>
      <div className="flex min-h-10 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h1 className="min-w-0 text-2xl leading-8 font-semibold tracking-tight">
          <bdi>{title}</bdi>
        </h1>
        <div className="flex flex-wrap items-center gap-2">{actions}</div>
      </div>
      {tabs.length > 0 && <Tabs title={title} tabs={tabs} />}
    </>
  );
}

function Tabs({ title, tabs }: Pick<PageHeaderProps, "title" | "tabs">) {
  return (
    <nav aria-label={title} className="border-b border-border sm:mt-1">
      <ul className="flex gap-5">
        {tabs.map(({ href, label, current }) => (
          <li key={href} className="-mb-px">
            <NavLink
              href={href}
              current={current}
              className={cx(
                "flex h-10 items-center border-b-2 border-transparent",
                "font-medium text-muted hover:text-foreground",
                "aria-[current]:border-accent aria-[current]:text-foreground",
              )}
            >
              {label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
