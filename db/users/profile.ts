import { Invalid } from "@/db/errors";
import { parseEmailAddress } from "@/lib/email-address";
import type { RefusalReason } from "@/lib/refusals";
import { isReadableUsername } from "@/lib/username-rules";
import { isSameUsername, isUsername, normalizeUsername } from "@/lib/usernames";

export type Profile = {
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
};

/**
 * Validates and normalizes a profile.
 * @param current the account's current username, which stays valid even if it was chosen under other rules
 * @throws Invalid, naming each field that is wrong
 */
export function readProfile(entered: Profile, current?: string): Profile {
  const unchanged = current !== undefined && isSameUsername(entered.username, current);
  const username = unchanged ? current : normalizeUsername(entered.username);
  const email = entered.email === null ? null : parseEmailAddress(entered.email);
  const wrong: Record<string, RefusalReason> = {};
  if (!unchanged && !isUsername(username)) wrong.username = { code: "invalid-username" };
  else if (!unchanged && !isReadableUsername(username)) wrong.username = { code: "unreadable-username" };
  if (entered.email !== null && email === null) wrong.email = { code: "invalid-email" };
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
  return { username, name: entered.name, email };
}
