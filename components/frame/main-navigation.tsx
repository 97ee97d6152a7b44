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
import { NavLink } from "@/components/ui/nav-link";

export type NavigationItem = {
  readonly href: string;
  readonly label: NavigationLabel;
  readonly current: boolean;
};

type NavigationLabel = keyof typeof ICONS;

const ICONS = {
  Overview: OverviewIcon,
  Users: UsersIcon,
  Groups: GroupsIcon,
  Roles: RolesIcon,
  Organizations: OrganizationsIcon,
  "Audit log": AuditIcon,
  Settings: SettingsIcon,
};

type MainNavigationProps = { readonly items: readonly NavigationItem[]; readonly children: ReactNode };

export function MainNavigation({ items, children }: MainNavigationProps) {
  return (
    <nav aria-label="Console" className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4">
      {children}
      <ul className="flex flex-col gap-0.5">
        {items.map(({ href, label, current }) => {
          const Icon = ICONS[label];
          return (
            <li key={href}>
              <NavLink
                href={href}
                current={current}
                className="flex h-10 items-center gap-3 rounded-lg px-3 font-medium text-muted hover:bg-default hover:text-foreground aria-[current]:bg-accent-soft aria-[current]:text-accent-soft-foreground lg:h-9"
              >
                <Icon />
                {label}
              </NavLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
