import { z } from "zod";
import { type Optional, shownValues } from "@/db/shown-values";
import { descriptionText, nameText, searchField } from "@/db/text";
import { idSchema } from "@/db/uuid";
import { fieldProblem } from "@/lib/fields";
import { MAX_ROLES } from "@/lib/roles";

const name = nameText(fieldProblem("no-group-name"));

const MAX_CHOSEN = 100;

/** The groups that are chosen for a user. */
export const chosenGroups = z
  .array(idSchema)
  .max(MAX_CHOSEN, fieldProblem("too-many-groups", { max: MAX_CHOSEN }));

const MAX_USERS = 1000;

export const newGroup = z.object({
  name,
  description: descriptionText,
  roleIds: z.array(idSchema).max(MAX_ROLES, fieldProblem("too-many-roles", { max: MAX_ROLES })),
});
export type NewGroup = z.infer<typeof newGroup>;

export const groupEdit = z.object({
  groupId: idSchema,
  name,
  description: descriptionText,
  shown: shownValues,
});
export type GroupEdit = Optional<z.infer<typeof groupEdit>, "shown">;

export const groupId = z.object({ groupId: idSchema });

export const groupMembers = z.object({
  groupId: idSchema,
  userIds: z
    .array(idSchema)
    .min(1, fieldProblem("no-user-chosen"))
    .max(MAX_USERS, fieldProblem("too-many-users", { max: MAX_USERS })),
});
export type GroupMembers = z.infer<typeof groupMembers>;

export const memberSearch = z.object({
  groupId: idSchema,
  search: searchField,
});
export type MemberSearch = z.infer<typeof memberSearch>;

export const groupSearch = z.object({ search: searchField });

export const groupRoleIds = z.object({
  groupId: idSchema,
  roleIds: z.array(idSchema).max(1000),
  /** The group's values when the form was rendered. What the user left unchanged isn't written. */
  before: z.array(idSchema).max(1000),
});
export type GroupRoleIds = z.infer<typeof groupRoleIds>;

/** For `rejectTaken`. */
export const GROUP_TAKEN = ["groups_by_name", "name", { code: "group-taken" }] as const;
