import pino, { type DestinationStream } from "pino";
import { currentRequest } from "./current-request";
import { scrubFields, scrubText } from "./scrub";

/** Lines of JSON on standard output. Secrets are taken out by key and by pattern, for whoever forgets to leave them out. */
export const log = createLog(pino.destination(1));

export function createLog(destination: DestinationStream) {
  return pino(
    {
      level: level(process.env.LOG_LEVEL),
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => scrubFields(fields),
      },
      mixin: (fields) =>
        currentRequest() && !("requestId" in fields) ? { requestId: currentRequest()?.id } : {},
      // The fields come scrubbed and serialized already.
      serializers: { err: (err: unknown) => err },
      hooks: { streamWrite: scrubText },
    },
    destination,
  );
}

// Not by getEnv(), which refuses what is wrong: a log must speak of that, too.
function level(name = "info"): string {
  return name === "silent" || name in pino.levels.values ? name : "info";
}
