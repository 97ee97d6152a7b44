import { z } from "zod";
import { boundedText } from "@/db/text";

/** The last day of a membership; empty for no end. What the day may be, the verbs say. */
export const endDay = z
  .literal("")
  .or(z.iso.date("Choose a day of the calendar."))
  .transform((day) => day || null);

export const membershipEnd = z.object({ userId: z.uuid(), endsOn: endDay });
export type MembershipEnd = z.infer<typeof membershipEnd>;

/** What is no id is the id of nothing. */
export const organizationToLeave = z.object({
  organizationId: boundedText(64, "There is no such organization."),
});
