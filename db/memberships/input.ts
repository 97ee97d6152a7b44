import { z } from "zod";
import { boundedText } from "@/db/text";

/** The last day of a membership, or "" for no end. `endOfDay` checks that it's allowed. */
export const endDate = z
  .literal("")
  .or(z.iso.date("Choose a day of the calendar."))
  .transform((day) => day || null);

export const membershipEnd = z.object({ userId: z.uuid(), endsOn: endDate });
export type MembershipEnd = z.infer<typeof membershipEnd>;

/** Not `z.uuid()`: an id that is malformed is refused like one that doesn't exist. */
export const organizationToLeave = z.object({
  organizationId: boundedText(64, "There is no such organization."),
});
