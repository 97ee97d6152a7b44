// Apart from ui/icons.tsx, so that pages without navigation don't load them.
import { Icon } from "@/components/ui/icons";

export const OverviewIcon = () => (
  <Icon>
    <path d="M3 13h7V3H3zM14 21h7V11h-7zM3 21h7v-4H3zM14 7h7V3h-7z" />
  </Icon>
);

export const UsersIcon = () => (
  <Icon>
    <circle cx="9" cy="8" r="4" />
    <path d="M2 21a7 7 0 0 1 14 0M16 4.3a4 4 0 0 1 0 7.4M18.5 14.6A7 7 0 0 1 22 21" />
  </Icon>
);

export const GroupsIcon = () => (
  <Icon>
    <path d="M12 3 3 7.5 12 12l9-4.5zM3 12l9 4.5 9-4.5M3 16.5 12 21l9-4.5" />
  </Icon>
);

export const RolesIcon = () => (
  <Icon>
    <path d="M12 3 4.5 6v5.5c0 4.6 3.2 7.9 7.5 9.5 4.3-1.6 7.5-4.9 7.5-9.5V6z" />
    <path d="m9 12 2.2 2.2L15.2 10" />
  </Icon>
);

export const OrganizationsIcon = () => (
  <Icon>
    <path d="M4 21V4h10v17M14 9h6v12M2 21h20M7.5 8h3M7.5 12h3M7.5 16h3M17 13h.01M17 17h.01" />
  </Icon>
);

export const AuditIcon = () => (
  <Icon>
    <path d="M6 3h9l4 4v14H6zM14 3v5h5M9.5 12.5h6M9.5 16h6" />
  </Icon>
);

export const SettingsIcon = () => (
  <Icon>
    <path d="M4 6h9M17 6h3M4 12h3M11 12h9M4 18h7M15 18h5" />
    <circle cx="15" cy="6" r="2" />
    <circle cx="9" cy="12" r="2" />
    <circle cx="13" cy="18" r="2" />
  </Icon>
);
