import { z } from "zod";
import { chosenGroups } from "@/db/groups/input";
import { endDate } from "@/db/memberships/input";
import type { Optional } from "@/db/shown-values";
import { plainTextField } from "@/db/text";
import { idSchema } from "@/db/uuid";
import { MAX_INVITED, MAX_INVITED_AT_ONCE } from "@/lib/bulk-actions";
import { fieldProblem } from "@/lib/fields";
import { NOTE_LENGTH } from "@/lib/invitations";
import { LIFETIME_HOURS } from "@/lib/settings";
import { USERNAME_LENGTH } from "@/lib/usernames";

/** Null characters and halves of characters are replaced, so that one malformed username doesn't affect the others. */
const enteredUsername = z
  .string()
  .max(4096, { error: fieldProblem("username-too-long", { max: USERNAME_LENGTH }), abort: true })
  .overwrite((text) => text.replaceAll("\0", "").replace(/\p{Cs}/gu, "\ufffd"));

/** Usernames may be malformed: each has its own outcome, so that one doesn't affect the others. */
export const inviteInput = z.object({
  usernames: z
    .array(enteredUsername)
    .min(1, fieldProblem("no-usernames"))
    .max(
      MAX_INVITED_AT_ONCE,
      fieldProblem("too-many-usernames", { max: MAX_INVITED_AT_ONCE, maxInBulk: MAX_INVITED }),
    ),
  groupIds: chosenGroups,
  /** The lifetime of the link. The default is in the organization's settings. */
  lifetimeHours: z
    .int()
    .min(LIFETIME_HOURS.min, fieldProblem("lifetime-too-short"))
    .max(LIFETIME_HOURS.max, fieldProblem("lifetime-too-long"))
    .optional(),
  /** From the inviter to the invitees. */
  note: plainTextField(NOTE_LENGTH, fieldProblem("note-too-long", { max: NOTE_LENGTH })).optional(),
  /** The last day of the memberships. By default they don't end. */
  endsOn: endDate.optional(),
  /** Generated when the form is opened, so that a request that is sent twice invites once. */
  requestId: idSchema,
});
export type InviteInput = z.infer<typeof inviteInput>;

export const invitationIds = z.object({
  invitationIds: z.array(idSchema).min(1, fieldProblem("no-invitation-chosen")).max(1000),
});
export type InvitationIds = z.infer<typeof invitationIds>;

export const invitationGroupIds = z.object({
  invitationId: idSchema,
  groupIds: chosenGroups,
  /** The groups when the form was rendered. What the user left unchanged isn't written. */
  before: z.array(idSchema).max(1000),
});
export type InvitationGroupIds = Optional<z.infer<typeof invitationGroupIds>, "before">;
