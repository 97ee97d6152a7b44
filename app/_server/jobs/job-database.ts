import { setTimeout as pause } from "node:timers/promises";
import type { Task } from "graphile-worker";
import { log } from "@/app/_server/log";
import { isUnavailable } from "@/db/connection/unavailable";

/** Less than the time after which another worker takes the job (db/queue/private-tables.ts). */
const RETRY_LIMIT = 240_000;

export const JOB_WAITS = "A job waits for the database";

/**
 * Makes a task wait while the database is unreachable or read-only, without using up its attempts.
 * @param stopping ends the wait
 */
export function waitForDatabase(task: Task, stopping: AbortSignal): Task {
  return async (payload, helpers) => {
    for (let began = 0; ; await pause(500)) {
      try {
        return await task(payload, helpers);
      } catch (error) {
        const isOver = stopping.aborted || (began && Date.now() - began > RETRY_LIMIT);
        if (!isUnavailable(error) || isOver) throw error;
        if (!began) log.warn({ err: error, task: helpers.job.task_identifier }, JOB_WAITS);
        began ||= Date.now();
      }
    }
  };
}
