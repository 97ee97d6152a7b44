import { clockDifference } from "@/db/connection/clock";
import type { Connection } from "@/db/setup/requirements";
import { warnOperator, withdrawWarning } from "./warnings";

/** Less matters to nobody: times are shown in minutes. In milliseconds. */
const TOLERANCE = 60_000;

/** Warns while this machine's clock differs from the database's by more than a minute. */
export async function checkClock(connection: Connection): Promise<void> {
  const difference = await clockDifference(connection);
  if (Math.abs(difference) <= TOLERANCE) withdrawWarning(WARNING);
  else warnOperator(WARNING, sentence(difference > 0 ? "ahead of" : "behind"));
}

const WARNING = "clock";

function sentence(relation: string): string {
  return (
    `This machine's clock is more than a minute ${relation} the database server's, so times on pages are wrong, ` +
    "and people may have to sign in again. Let both follow the same time server (NTP)."
  );
}
