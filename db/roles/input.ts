import { z } from "zod";
import { nameText } from "@/db/text";
import { idSchema } from "@/db/uuid";
import { isPermission, type Permission } from "@/lib/permissions";

const name = nameText("Enter a name for the role.");
const permissions = z
  .array(
    z.custom<Permission>(
      (sent) => typeof sent === "string" && isPermission(sent),
      "There is no such permission. Load the page again.",
    ),
  )
  .max(100);

export const newRole = z.object({ name, permissions });
export type NewRole = z.infer<typeof newRole>;

export const roleEdit = z.object({
  roleId: idSchema,
  name,
  permissions,
  /** What the role had when the form was rendered. What the user left unchanged stays as it is. */
  before: permissions,
});
export type RoleEdit = z.infer<typeof roleEdit>;

export const roleId = z.object({ roleId: idSchema });

export const roleGroupIds = z.object({
  roleId: idSchema,
  groupIds: z.array(idSchema).max(1000),
  /** The groups that had the role when the form was rendered. What the user left unchanged stays as it is. */
  before: z.array(idSchema).max(1000),
});
export type RoleGroupIds = z.infer<typeof roleGroupIds>;

/** For `rejectTaken`. */
export const ROLE_TAKEN = [
  "roles_by_name",
  "name",
  "There is a role of this name already. Choose another name.",
] as const;
