import { z } from "zod";
import { boundedText, nameText } from "@/db/text";
import { newUser } from "@/db/users/input";
import { idSchema } from "@/db/uuid";

const organizationName = nameText("Enter a name.");

export const organizationId = z.object({ organizationId: idSchema });
export type OrganizationId = z.infer<typeof organizationId>;

export const renamedOrganization = z.object({ organizationId: idSchema, name: organizationName });
export type RenamedOrganization = z.infer<typeof renamedOrganization>;

/** `name` was typed to confirm the deletion. */
export const deletedOrganization = z.object({
  organizationId: idSchema,
  name: boundedText(1000, "This is not the name of the organization."),
});
export type DeletedOrganization = z.infer<typeof deletedOrganization>;

const longText = boundedText(1000, "This has more than 1,000 characters. Shorten it.").trim();
const username = longText
  .min(1, "Enter a username.")
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, "A username has no control characters.");

/** The first administrator of a new organization: a user of its parent organization, or a new account. */
const FIRST_ADMINISTRATOR = {
  invite: z.object({ invitee: username }),
  create: z.object({
    username: newUser.shape.username,
    personName: newUser.shape.name,
    email: newUser.shape.email,
  }),
};

/** From a form that has the fields of both kinds. Those of the other kind are empty. */
export const newOrganization = z
  .object({
    /** Created when the form is rendered, so that submitting it twice creates one organization. */
    requestId: idSchema,
    name: organizationName,
    first: z.enum(["invite", "create"], "Choose who administers it first."),
    invitee: longText,
    username: longText,
    personName: longText,
    email: longText,
  })
  .superRefine((input, check) => {
    for (const { path, message } of FIRST_ADMINISTRATOR[input.first].safeParse(input).error?.issues ?? []) {
      check.addIssue({ code: "custom", path, message });
    }
  });
export type NewOrganizationInput = z.infer<typeof newOrganization>;

const HANDLE_RULE = "A handle has 1 to 63 small letters, digits and hyphens, and no hyphen at its ends.";

/** From the command line. */
export const newRoot = FIRST_ADMINISTRATOR.create.extend({
  handle: boundedText(63, HANDLE_RULE).regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, HANDLE_RULE),
  name: organizationName,
});
export type NewRoot = z.infer<typeof newRoot>;
