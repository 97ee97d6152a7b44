import { z } from "zod";

/** A username of any form: one that cannot exist gets its own outcome and spoils no other. */
export const inviteInput = z.object({
  usernames: z
    .array(z.string().max(4096))
    .min(1, "Enter at least one username.")
    .max(10_000, "At most 10,000 usernames can be invited at once."),
  groupIds: z.array(z.uuid()).max(100, "Choose at most 100 groups."),
  /** Made when the form is opened: the same request twice invites once, and gets the same answer. */
  requestId: z.uuid(),
});
export type InviteInput = z.infer<typeof inviteInput>;

export const invitationIds = z.object({
  invitationIds: z.array(z.uuid()).min(1, "Choose an invitation.").max(1000),
});
export type InvitationIds = z.infer<typeof invitationIds>;
