import { z } from "zod";
import { chosenGroups } from "@/db/groups/input";
import { type Optional, shownValues } from "@/db/shown-values";
import { boundedText, nameText, timeZoneName } from "@/db/text";
import { idSchema } from "@/db/uuid";
import { LOCALES } from "@/i18n/locale";
import { fieldProblem } from "@/lib/fields";
import { USERNAME_LENGTH } from "@/lib/usernames";

export const userId = z.object({ userId: idSchema });
export type UserId = z.infer<typeof userId>;

const MAX_REMOVED = 100;

/** Users who are selected in a list. */
export const userIds = z.object({
  userIds: z
    .array(idSchema)
    .min(1, fieldProblem("no-user-chosen"))
    .max(MAX_REMOVED, fieldProblem("too-many-users", { max: MAX_REMOVED })),
});
export type UserIds = z.infer<typeof userIds>;

export const userGroups = z.object({
  userId: idSchema,
  groupIds: z.array(idSchema).max(1000), // a group's page can add a user to more than 100
  /** The user's groups when the form was rendered. What the sender left unchanged isn't written. */
  before: z.array(idSchema).max(1000),
});
export type UserGroups = Optional<z.infer<typeof userGroups>, "before">;

const username = boundedText(200, fieldProblem("username-too-long", { max: USERNAME_LENGTH }))
  .trim()
  .min(1, fieldProblem("no-username"));
const name = nameText(fieldProblem("no-person-name"));
const EMAIL_LENGTH = 254;
const email = boundedText(EMAIL_LENGTH, fieldProblem("email-too-long", { max: EMAIL_LENGTH })).trim();

/** Each is empty for the setting of the browser. */
export const preferencesInput = z.object({
  language: z
    .enum(["", ...LOCALES], fieldProblem("invalid-language"))
    .transform((language) => language || null),
  timeZone: z
    .literal("")
    .transform(() => null)
    .or(timeZoneName),
});

export const newUser = z.object({
  username,
  name,
  email: email.min(1, fieldProblem("no-email")),
  groupIds: chosenGroups,
});
export type NewUserInput = z.infer<typeof newUser>;

/** `email` is empty for an account without an email address. */
export const userProfile = z.object({ userId: idSchema, username, name, email, shown: shownValues });
export type UserProfileInput = Optional<z.infer<typeof userProfile>, "shown">;
