import { Invalid } from "@/db/errors";
import { parseEmailAddress } from "@/lib/email-address";
import { isReadableUsername } from "@/lib/username-rules";
import { isSameUsername, isUsername, normalizeUsername } from "@/lib/usernames";

export type Profile = {
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
};

const INVALID = "A username has 1 to 64 characters, no space, comma or semicolon.";
const UNREADABLE = "A username has no invisible characters and doesn't mix alphabets. Choose another one.";
const INVALID_EMAIL = "This is not one e-mail address.";

/**
 * Validates a profile and brings it into the form in which it is stored.
 * @param current the account's username until now. It stays as it is when it is entered again, even if it was chosen under
 * other rules
 * @throws Invalid, naming each field that is wrong
 */
export function readProfile(entered: Profile, current?: string): Profile {
  const unchanged = current !== undefined && isSameUsername(entered.username, current);
  const username = unchanged ? current : normalizeUsername(entered.username);
  const email = entered.email === null ? null : parseEmailAddress(entered.email);
  const wrong: Record<string, string> = {};
  if (!unchanged && !isUsername(username)) wrong.username = INVALID;
  else if (!unchanged && !isReadableUsername(username)) wrong.username = UNREADABLE;
  if (entered.email !== null && email === null) wrong.email = INVALID_EMAIL;
  const [first] = Object.values(wrong);
  if (first) throw new Invalid(first, wrong);
  return { username, name: entered.name, email };
}
