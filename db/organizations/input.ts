import { z } from "zod";
import { boundedText, nameText, searchField } from "@/db/text";
import { newUser } from "@/db/users/input";
import { idSchema } from "@/db/uuid";
import { fieldProblem } from "@/lib/fields";

const organizationName = nameText(fieldProblem("no-name"));

export const organizationId = z.object({ organizationId: idSchema });
export type OrganizationId = z.infer<typeof organizationId>;

export const renamedOrganization = z.object({ organizationId: idSchema, name: organizationName });
export type RenamedOrganization = z.infer<typeof renamedOrganization>;

/** `name` was typed to confirm the deletion. */
export const deletedOrganization = z.object({
  organizationId: idSchema,
  name: boundedText(1000, fieldProblem("name-differs")),
});
export type DeletedOrganization = z.infer<typeof deletedOrganization>;

const LONG = 1000;
const longText = boundedText(LONG, fieldProblem("text-too-long", { max: LONG })).trim();
const username = longText
  .min(1, fieldProblem("no-username"))
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, fieldProblem("username-unreadable"));

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
    first: z.enum(["invite", "create"], fieldProblem("no-first-administrator")),
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

const HANDLE_RULE = fieldProblem("invalid-handle");

/** From the command line. */
export const newRoot = FIRST_ADMINISTRATOR.create.extend({
  handle: boundedText(63, HANDLE_RULE).regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, HANDLE_RULE),
  name: organizationName,
});
export type NewRoot = z.infer<typeof newRoot>;

export const consoleSearch = z.object({ search: searchField });
export type ConsoleSearch = z.infer<typeof consoleSearch>;
