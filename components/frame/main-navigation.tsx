import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import {
  AuditIcon,
  GroupsIcon,
  OrganizationsIcon,
  OverviewIcon,
  RolesIcon,
  SettingsIcon,
  UsersIcon,
} from "@/components/frame/navigation-icons";
import { cx } from "@/components/ui/cx";
import { NavLink } from "@/components/ui/nav-link";

export type NavigationItem = {
  readonly id: keyof typeof ICONS;
  readonly href: string;
  readonly current: boolean;
};

const ICONS = {
  overview: OverviewIcon,
  users: UsersIcon,
  groups: GroupsIcon,
  roles: RolesIcon,
  organizations: OrganizationsIcon,
  auditLog: AuditIcon,
  settings: SettingsIcon,
};

type MainNavigationProps = { readonly items: readonly NavigationItem[]; readonly children: ReactNode };

export function MainNavigation({ items, children }: MainNavigationProps) {
  const t = useTranslations("frame.navigation");
  return (
    <nav aria-label={t("label")} className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4">
      {children}
      <ul className="flex flex-col gap-0.5">
        {items.map(({ id, href, current }) => {
          const Icon = ICONS[id];
          return (
            <li key={id}>
              <NavLink
                href={href}
                current={current}
                className={cx(
                  "flex h-10 items-center gap-3 rounded-lg px-3 font-medium",
                  "text-muted hover:bg-default hover:text-foreground",
                  "aria-[current]:bg-accent-soft aria-[current]:text-accent-soft-foreground lg:h-9",
                )}
              >
                <Icon />
                {t(`pages.${id}`)}
              </NavLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
