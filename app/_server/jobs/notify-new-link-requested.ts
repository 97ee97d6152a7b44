import type { Task } from "graphile-worker";
import { z } from "zod";
import type { Database } from "@/db/client";
import { notifyNewLinkRequested as notify } from "@/db/invitations/request-new-link";
import { idSchema } from "@/db/uuid";

/** Queues a separate job for each recipient of the email, so that each is retried alone. */
export function notifyNewLinkRequested({ db }: { db: Database }): Task {
  return async (payload) => {
    await notify({ db, ...payloadSchema.parse(payload) });
  };
}

const payloadSchema = z.object({ invitationId: idSchema });
