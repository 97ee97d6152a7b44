import { z } from "zod";
import { endDay } from "@/db/memberships/input";
import { boundedText, plainTextField } from "@/db/text";
import { NOTE_LENGTH } from "@/lib/invitations";

/** A username of any form: one that cannot exist gets its own outcome and spoils no other. */
export const inviteInput = z.object({
  usernames: z
    .array(boundedText(4096, "A username has at most 64 characters."))
    .min(1, "Enter at least one username.")
    .max(10_000, "At most 10,000 usernames can be invited at once."),
  groupIds: z.array(z.uuid()).max(100, "Choose at most 100 groups."),
  /** How long the link works; as the organization's settings say, when it is left out. */
  lifetimeHours: z
    .int()
    .min(1, "A link works for at least 1 hour.")
    .max(720, "A link works for at most 30 days.")
    .optional(),
  /** The inviter's own words to those invited. */
  note: plainTextField(NOTE_LENGTH, `A note has at most ${NOTE_LENGTH} characters.`).optional(),
  /** The last day of the memberships; without one they have no end. */
  endsOn: endDay.optional(),
  /** Made when the form is opened: the same request twice invites once, and gets the same answer. */
  requestId: z.uuid(),
});
export type InviteInput = z.infer<typeof inviteInput>;

export const invitationIds = z.object({
  invitationIds: z.array(z.uuid()).min(1, "Choose an invitation.").max(1000),
});
export type InvitationIds = z.infer<typeof invitationIds>;

export const invitationGroupIds = z.object({
  invitationId: z.uuid(),
  groupIds: z.array(z.uuid()).max(100, "Choose at most 100 groups."),
});
export type InvitationGroupIds = z.infer<typeof invitationGroupIds>;
