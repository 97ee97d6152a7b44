import { randomUUID } from "node:crypto";
import type { Task, TaskList } from "graphile-worker";
import { z } from "zod";
import { idSchema } from "@/db/uuid";
import { measurements } from "@/lib/measurements";
import { runForRequest } from "./current-request";
import { log } from "./log";

/** Why a job failed, for the queue. It has already been logged. */
export class AlreadyLogged extends Error {}

/** A job has failed for good, and that is settled and logged, so the queue is done with it. */
export class GaveUp extends Error {}

/**
 * Runs each job with the id of the request that queued it, which its log lines and audit events then have. Logs the end of
 * each job, with the reason if it failed. Jobs that no request queued have their own id. The ends of scheduled jobs are
 * logged at "debug".
 */
export function logJobs(tasks: Readonly<Record<string, Task>>): TaskList {
  return Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, logged(name, task)]));
}

function logged(name: string, task: Task): Task {
  return (payload, helpers) => {
    const requestId = payloadSchema.safeParse(payload).data?.requestId;
    const isScheduled = scheduledSchema.safeParse(payload).success;
    const began = performance.now();
    const end = (outcome: string) => {
      const ms = performance.now() - began;
      measurements.job.publish({ task: name, outcome, ms });
      const { id, attempts } = helpers.job;
      log[isScheduled ? "debug" : "info"](
        { task: name, jobId: id, attempt: attempts, outcome, ms: Math.round(ms) },
        "Job",
      );
    };
    return runForRequest({ id: requestId ?? randomUUID(), began }, async () => {
      try {
        await task(payload, helpers);
        end("done");
      } catch (error) {
        if (error instanceof GaveUp) return end("gave-up");
        end("failed");
        if (!(error instanceof AlreadyLogged)) log.error({ err: error, task: name }, "A job failed");
        throw error;
      }
    });
  };
}

const payloadSchema = z.object({ requestId: idSchema });

/** What graphile-worker adds to jobs of its schedule. */
const scheduledSchema = z.object({ _cron: z.object({}) });
