import type pg from "pg";
import { measurements } from "@/lib/measurements";

/**
 * Reports the state of a pool whenever the metrics are read, until the pool ends.
 * @param application the application name of its connections
 */
export function reportPool(pool: pg.Pool, application: string): void {
  const unsubscribe = measurements.pools.subscribe((report) =>
    report({ application, total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
  );
  const end = pool.end.bind(pool);
  Object.assign(pool, {
    end: () => {
      unsubscribe();
      return end();
    },
  });
}
