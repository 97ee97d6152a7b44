import type { Task } from "graphile-worker";
import { z } from "zod";
import type { Database } from "@/db/client";
import { notifyNewLinkRequested as notify } from "@/db/invitations/request-new-link";

/** Finds out whom to mail that a new link is wanted: each of the mails is a job of its own, tried again on its own. */
export function notifyNewLinkRequested({ db }: { db: Database }): Task {
  return async (payload) => {
    await notify({ db, ...payloadSchema.parse(payload) });
  };
}

const payloadSchema = z.object({ invitationId: z.uuid() });
