import { type Cause, record } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { queuePasswordLink } from "@/db/passwords/queue-link";
import { insertUser } from "@/db/users/insert";
import { normalizeUsername } from "@/lib/usernames";

type FirstAdministrator = {
  readonly username: string;
  readonly personName: string;
  readonly email: string;
};

/**
 * Writes the account of a new organization's first administrator, managed there, and queues the mail with the link by
 * which they set their password. Asks no permission.
 * @param cause in the new organization
 * @throws Invalid at `username` or `email`
 */
export async function insertFirstAdministrator(
  tx: Transaction,
  cause: Cause,
  administratorsId: string,
  { username, personName, email }: FirstAdministrator,
): Promise<void> {
  const { organizationId } = cause;
  const userId = await insertUser(tx, {
    ...{ organizationId, username, name: personName, email, password: null },
    groupIds: [administratorsId],
  });
  await queuePasswordLink(tx, userId);
  await record(tx, cause, {
    action: "users.create",
    subject: { id: userId, name: normalizeUsername(username) },
    details: { groups: ["Administrators"] },
  });
}
