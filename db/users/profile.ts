import { Invalid } from "@/db/errors";
import { parseEmailAddress } from "@/db/users/email-address";
import { isUsername, normalizeUsername } from "@/db/users/username";

export type Profile = {
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
};

export const TAKEN = "This username is taken. Choose another one.";
const NO_USERNAME = "A username has 1 to 64 characters, no space, comma or semicolon.";
const NO_ADDRESS = "This is not one e-mail address.";

/**
 * What people enter of an account, in the one form in which it is stored.
 * @throws Invalid, naming each field that is wrong
 */
export function readProfile(entered: Profile): Profile {
  const username = normalizeUsername(entered.username);
  const email = entered.email === null ? null : parseEmailAddress(entered.email);
  const wrong: Record<string, string> = {};
  if (!isUsername(username)) wrong.username = NO_USERNAME;
  if (entered.email !== null && email === null) wrong.email = NO_ADDRESS;
  const [first] = Object.values(wrong);
  if (first) throw new Invalid(first, wrong);
  return { username, name: entered.name, email };
}
