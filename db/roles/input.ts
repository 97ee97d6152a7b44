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
  /** Those that the role had when the form was drawn: what one left as it was stays as it is. */
  before: permissions,
});
export type RoleEdit = z.infer<typeof roleEdit>;

export const roleId = z.object({ roleId: idSchema });

export const roleGroupIds = z.object({
  roleId: idSchema,
  groupIds: z.array(idSchema).max(1000),
  /** Those that had the role when the form was drawn: what one left as it was stays as it is. */
  before: z.array(idSchema).max(1000),
});
export type RoleGroupIds = z.infer<typeof roleGroupIds>;
