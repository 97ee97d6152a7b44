import type { Task } from "graphile-worker";
import { z } from "zod";
import type { Database } from "@/db/client";
import { notifyNewLinkRequested as notify } from "@/db/invitations/request-new-link";
import { idSchema } from "@/db/uuid";

/** Queues an email about the request for each recipient, as a separate job that is retried by itself. */
export function notifyNewLinkRequested({ db }: { db: Database }): Task {
  return async (payload) => {
    await notify({ db, ...payloadSchema.parse(payload) });
  };
}

const payloadSchema = z.object({ invitationId: idSchema });
