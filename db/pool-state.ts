import type pg from "pg";
import { measurements } from "@/lib/measurements";

/**
 * Lets a pool of connections answer when pools are asked how they are, until it ends.
 * @param application what the server shows its connections as
 */
export function reportPool(pool: pg.Pool, application: string): void {
  const forget = measurements.pools.subscribe((report) =>
    report({ application, total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
  );
  const end = pool.end.bind(pool);
  Object.assign(pool, {
    end: () => {
      forget();
      return end();
    },
  });
}
