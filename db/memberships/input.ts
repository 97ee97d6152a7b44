import { z } from "zod";
import { boundedText } from "@/db/text";
import { idSchema } from "@/db/uuid";
import { fieldProblem } from "@/lib/fields";

/** The last day of a membership, or "" for no end. `endOfDay` checks that it's allowed. */
export const endDate = z
  .literal("")
  .or(z.iso.date(fieldProblem("no-such-day")))
  .transform((day) => day || null);

export const membershipEnd = z.object({ userId: idSchema, endsOn: endDate });
export type MembershipEnd = z.infer<typeof membershipEnd>;

/** Not `idSchema`, because a malformed id is refused like one that doesn't exist. */
export const organizationToLeave = z.object({
  organizationId: boundedText(64, fieldProblem("no-such-organization")),
});
