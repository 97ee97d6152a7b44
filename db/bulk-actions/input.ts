import { z } from "zod";
import { chosenGroups } from "@/db/groups/input";
import { INVITATION_FILTERS } from "@/db/invitations/list";
import { endDate } from "@/db/memberships/input";
import { boundedText, plainTextField, searchField } from "@/db/text";
import { idSchema } from "@/db/uuid";
import { UPLOAD_BYTES } from "@/lib/bulk-actions";
import { fieldProblem } from "@/lib/fields";
import { NOTE_LENGTH } from "@/lib/invitations";
import { LIFETIME_HOURS } from "@/lib/settings";

const LIFETIME_RANGE = fieldProblem("lifetime-out-of-range");
const TOO_LARGE = fieldProblem("upload-too-large");

/** From the form "Bulk invite". `way` says which of `usernames` and `file` to use. */
export const draftInput = z.object({
  way: z.enum(["paste", "file"], fieldProblem("no-way-chosen")),
  usernames: boundedText(UPLOAD_BYTES, TOO_LARGE),
  file: z.file().max(UPLOAD_BYTES, TOO_LARGE),
  groupIds: chosenGroups,
  lifetimeHours: boundedText(20, LIFETIME_RANGE)
    .regex(/^\d{0,3}$/, LIFETIME_RANGE)
    .transform((text) => (text === "" ? null : Number(text)))
    .refine((hours) => hours === null || isLifetime(hours), LIFETIME_RANGE),
  note: plainTextField(NOTE_LENGTH, fieldProblem("note-too-long", { max: NOTE_LENGTH })),
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
  search: searchField,
  requestId: idSchema,
});
export type MatchingInput = z.infer<typeof matchingInput>;

function isLifetime(hours: number): boolean {
  return hours >= LIFETIME_HOURS.min && hours <= LIFETIME_HOURS.max;
}
