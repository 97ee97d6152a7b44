import { HelpIcon, PlusIcon, SendIcon, SignOutIcon, UpDownIcon } from "@/components/ui/icons";
import {
  AuditIcon,
  GroupsIcon,
  OrganizationsIcon,
  OverviewIcon,
  RolesIcon,
  SettingsIcon,
  UsersIcon,
} from "./navigation-icons";

const ICONS = {
  overview: OverviewIcon,
  users: UsersIcon,
  invitations: UsersIcon,
  bulkActions: UsersIcon,
  account: UsersIcon,
  groups: GroupsIcon,
  roles: RolesIcon,
  organizations: OrganizationsIcon,
  myOrganizations: OrganizationsIcon,
  auditLog: AuditIcon,
  settings: SettingsIcon,
  help: HelpIcon,
  invite: SendIcon,
  bulkInvite: SendIcon,
  switchOrganization: UpDownIcon,
  signOut: SignOutIcon,
};

/** The icon of a page. Pages that create something have a plus sign. */
export function pageIcon(id: string) {
  return Object.entries(ICONS).find(([page]) => page === id)?.[1] ?? PlusIcon;
}
