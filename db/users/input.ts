import { z } from "zod";
import { boundedText, nameText } from "@/db/text";
import { idSchema } from "@/db/uuid";

export const userId = z.object({ userId: idSchema });
export type UserId = z.infer<typeof userId>;

const groupIds = z.array(idSchema).max(100, "Choose at most 100 groups.");

export const userGroups = z.object({ userId: idSchema, groupIds });
export type UserGroups = z.infer<typeof userGroups>;

const username = boundedText(200, "A username has at most 64 characters.").trim().min(1, "Enter a username.");
const name = nameText("Enter the person's name.");
const email = boundedText(254, "An e-mail address has at most 254 characters.").trim();

export const newUser = z.object({
  username,
  name,
  email: email.min(1, "Enter the e-mail address: the mail with the link goes there."),
  groupIds,
});
export type NewUserInput = z.infer<typeof newUser>;

/** `email` is empty for an account without an email address. */
export const userProfile = z.object({ userId: idSchema, username, name, email });
export type UserProfileInput = z.infer<typeof userProfile>;
