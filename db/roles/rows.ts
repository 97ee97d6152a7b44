import type { Place } from "@/db/context";
import type { Permission } from "@/db/permissions";

export type RoleRow = Place & {
  readonly isAdministrator: boolean;
  readonly permissions: readonly Permission[];
  readonly groups: readonly Place[];
};
