import { Invalid } from "@/db/errors";
import { parseEmailAddress } from "@/db/users/email-address";
import { isReadableUsername } from "@/lib/username-rules";
import { isSameUsername, isUsername, normalizeUsername } from "@/lib/usernames";

export type Profile = {
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
};

const NO_USERNAME = "A username has 1 to 64 characters, no space, comma or semicolon.";
const UNREADABLE = "A username has no invisible characters and doesn't mix alphabets. Choose another one.";
const NO_ADDRESS = "This is not one e-mail address.";

/**
 * What people enter of an account, in the one form in which it is stored.
 * @param current the account's username until now, which stays as it is when it is entered again: the rules for usernames
 * may have been others when it was chosen
 * @throws Invalid, naming each field that is wrong
 */
export function readProfile(entered: Profile, current?: string): Profile {
  const kept = current !== undefined && isSameUsername(entered.username, current);
  const username = kept ? current : normalizeUsername(entered.username);
  const email = entered.email === null ? null : parseEmailAddress(entered.email);
  const wrong: Record<string, string> = {};
  if (!kept && !isUsername(username)) wrong.username = NO_USERNAME;
  else if (!kept && !isReadableUsername(username)) wrong.username = UNREADABLE;
  if (entered.email !== null && email === null) wrong.email = NO_ADDRESS;
  const [first] = Object.values(wrong);
  if (first) throw new Invalid(first, wrong);
  return { username, name: entered.name, email };
}
