import { z } from "zod";
import { boundedText, descriptionText, nameText } from "@/db/text";
import { idSchema } from "@/db/uuid";

const name = nameText("Enter a name for the group.");

export const newGroup = z.object({
  name,
  description: descriptionText,
  roleIds: z.array(idSchema).max(100, "Choose at most 100 roles."),
});
export type NewGroup = z.infer<typeof newGroup>;

export const groupEdit = z.object({ groupId: idSchema, name, description: descriptionText });
export type GroupEdit = z.infer<typeof groupEdit>;

export const groupId = z.object({ groupId: idSchema });

export const groupMembers = z.object({
  groupId: idSchema,
  userIds: z.array(idSchema).min(1, "Choose a user.").max(1000, "At most 1,000 users at once."),
});
export type GroupMembers = z.infer<typeof groupMembers>;

export const memberSearch = z.object({
  groupId: idSchema,
  search: boundedText(200, "Search for at most 200 characters."),
});
export type MemberSearch = z.infer<typeof memberSearch>;

export const groupRoleIds = z.object({
  groupId: idSchema,
  roleIds: z.array(idSchema).max(1000),
  /** What the group had when the form was rendered. Whatever the user didn't change stays as it is. */
  before: z.array(idSchema).max(1000),
});
export type GroupRoleIds = z.infer<typeof groupRoleIds>;

/** For `rejectTaken`. */
export const GROUP_TAKEN = [
  "groups_by_name",
  "name",
  "There is a group of this name already. Choose another name.",
] as const;
