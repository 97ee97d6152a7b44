import type { InvitationKey } from "@/db/invitations/key";
import { InvitationClosed, type InvitationResponse } from "@/db/invitations/respond";
import { noteRequest } from "./current-request";
import { getDb } from "./database";
import { remoteAddress, requireSameOrigin } from "./request";
import { readSession } from "./session";

/** Runs a command for the signed-in invitee. Null if nobody is signed in, or if they can't respond to the invitation. */
export async function respond<Result>(
  key: InvitationKey,
  command: (response: InvitationResponse) => Promise<Result>,
): Promise<Result | null> {
  await requireSameOrigin();
  const session = await readSession();
  if (!session) {
    noteRequest({ outcome: "forbidden" });
    return null;
  }
  try {
    return await command({ ...key, db: getDb(), session, address: await remoteAddress() });
  } catch (error) {
    if (!(error instanceof InvitationClosed)) throw error;
    noteRequest({ outcome: "conflict" });
    return null;
  }
}
