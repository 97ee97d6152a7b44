import type { Task } from "graphile-worker";
import { z } from "zod";
import type { Database } from "@/db/client";
import { processResetRequest as processRequest } from "@/db/passwords/process-reset-request";
import { idSchema } from "@/db/uuid";

/** Looks up the account in a job, so that the time of the response doesn't reveal whether it exists. */
export function processResetRequest({ db }: { db: Database }): Task {
  return async (payload) => {
    const { address, ...account } = payloadSchema.parse(payload);
    await processRequest({ db, account, address });
  };
}

const payloadSchema = z.object({
  root: z.string(),
  organizationId: z.string(),
  userId: idSchema,
  /** The client's IP address, for the audit log. */
  address: z.string(),
});
