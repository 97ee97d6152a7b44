import { z } from "zod";
import { INVITATION_FILTERS } from "@/db/invitations/list";
import { endDate } from "@/db/memberships/input";
import { boundedText, plainTextField } from "@/db/text";
import { idSchema } from "@/db/uuid";
import { UPLOAD_BYTES, UPLOAD_TOO_LARGE } from "@/lib/bulk-actions";
import { NOTE_LENGTH } from "@/lib/invitations";
import { LIFETIME_HOURS } from "@/lib/settings";

const LIFETIME_RANGE = "A link works from 1 hour to 30 days.";

/** From the form "Invite many". `way` says which of `usernames` and `file` to use. */
export const draftInput = z.object({
  way: z.enum(["paste", "file"], "Choose whether to paste usernames or to upload a file."),
  usernames: boundedText(UPLOAD_BYTES, UPLOAD_TOO_LARGE),
  file: z.file().max(UPLOAD_BYTES, UPLOAD_TOO_LARGE),
  groupIds: z.array(idSchema).max(100, "Choose at most 100 groups."),
  lifetimeHours: boundedText(20, LIFETIME_RANGE)
    .regex(/^\d{0,3}$/, LIFETIME_RANGE)
    .transform((text) => (text === "" ? null : Number(text)))
    .refine((hours) => hours === null || isLifetime(hours), LIFETIME_RANGE),
  note: plainTextField(NOTE_LENGTH, `A note has at most ${NOTE_LENGTH} characters.`),
  /** The last day of the memberships. */
  endsOn: endDate,
  requestId: idSchema,
});
export type DraftInput = z.infer<typeof draftInput>;

export const bulkActionId = z.object({ bulkActionId: idSchema });
export type BulkActionId = z.infer<typeof bulkActionId>;

/** The filter and search of the list of invitations. */
export const matchingInput = z.object({
  filter: z.enum(INVITATION_FILTERS),
  search: boundedText(200, "Search for at most 200 characters."),
  requestId: idSchema,
});
export type MatchingInput = z.infer<typeof matchingInput>;

function isLifetime(hours: number): boolean {
  return hours >= LIFETIME_HOURS.least && hours <= LIFETIME_HOURS.most;
}
