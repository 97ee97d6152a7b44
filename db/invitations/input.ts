import { z } from "zod";
import { endDate } from "@/db/memberships/input";
import { plainTextField } from "@/db/text";
import { idSchema } from "@/db/uuid";
import { NOTE_LENGTH } from "@/lib/invitations";

/** Null characters are removed, so that one malformed username doesn't affect the others. */
const enteredUsername = z
  .string()
  .max(4096, { error: "A username has at most 64 characters.", abort: true })
  .overwrite((text) => text.replaceAll("\0", ""));

/** Usernames may be malformed: each has its own outcome, so that one doesn't affect the others. */
export const inviteInput = z.object({
  usernames: z
    .array(enteredUsername)
    .min(1, "Enter at least one username.")
    .max(10_000, "At most 10,000 usernames can be invited at once."),
  groupIds: z.array(idSchema).max(100, "Choose at most 100 groups."),
  /** The lifetime of the link. The default is in the organization's settings. */
  lifetimeHours: z
    .int()
    .min(1, "A link works for at least 1 hour.")
    .max(720, "A link works for at most 30 days.")
    .optional(),
  /** From the inviter to the invitees. */
  note: plainTextField(NOTE_LENGTH, `A note has at most ${NOTE_LENGTH} characters.`).optional(),
  /** The last day of the memberships. By default they don't end. */
  endsOn: endDate.optional(),
  /** Generated when the form is opened, so that a request that is sent twice invites once. */
  requestId: idSchema,
});
export type InviteInput = z.infer<typeof inviteInput>;

export const invitationIds = z.object({
  invitationIds: z.array(idSchema).min(1, "Choose an invitation.").max(1000),
});
export type InvitationIds = z.infer<typeof invitationIds>;

export const invitationGroupIds = z.object({
  invitationId: idSchema,
  groupIds: z.array(idSchema).max(100, "Choose at most 100 groups."),
});
export type InvitationGroupIds = z.infer<typeof invitationGroupIds>;
