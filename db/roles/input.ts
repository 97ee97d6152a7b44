import { z } from "zod";
import { type Optional, shownValues } from "@/db/shown-values";
import { descriptionText, nameText } from "@/db/text";
import { idSchema } from "@/db/uuid";
import { fieldProblem } from "@/lib/fields";
import { isPermission, type Permission } from "@/lib/permissions";

const name = nameText(fieldProblem("no-role-name"));
const permissions = z
  .array(
    z.custom<Permission>(
      (sent) => typeof sent === "string" && isPermission(sent),
      fieldProblem("no-such-permission"),
    ),
  )
  .max(100);

export const newRole = z.object({ name, description: descriptionText, permissions });
export type NewRole = Optional<z.infer<typeof newRole>, "description">;

export const roleEdit = z.object({
  roleId: idSchema,
  name,
  description: descriptionText,
  permissions,
  /** The role's values when the form was rendered. What the user left unchanged isn't written. */
  before: permissions,
  shown: shownValues,
});
export type RoleEdit = Optional<z.infer<typeof roleEdit>, "description" | "shown">;

export const roleId = z.object({ roleId: idSchema });

export const roleGroupIds = z.object({
  roleId: idSchema,
  groupIds: z.array(idSchema).max(1000),
  /** The groups that had the role when the form was rendered. What the user left unchanged isn't written. */
  before: z.array(idSchema).max(1000),
});
export type RoleGroupIds = z.infer<typeof roleGroupIds>;

/** For `rejectTaken`. */
export const ROLE_TAKEN = ["roles_by_name", "name", { code: "role-taken" }] as const;
