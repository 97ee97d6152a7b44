import { writeSync } from "node:fs";
import pino, { type DestinationStream } from "pino";
import { currentRequest } from "./current-request";
import { scrubFields, scrubText } from "./scrub";

/** How much is buffered while standard output can't be written, as on a full disk. Further lines are dropped. */
const MAX_WAITING = 1_000_000;

/** Lines of JSON on standard output. Secrets are removed by key and by pattern, in case a caller logs them by mistake. */
export const log = createLog(standardOutput());

/** Logs why the process can't go on, and ends it. With LOG_LEVEL=silent the reason goes to standard error. */
export function endWith(sentence: string): never {
  if (log.isLevelEnabled("fatal")) log.fatal(sentence);
  else printError(sentence);
  process.exit(1);
}

/** To the file itself, because process.stderr leads to the log (console-log.ts). */
function printError(sentence: string): void {
  try {
    writeSync(2, `${sentence}\n`);
  } catch {
    // The exit code still shows that it failed.
  }
}

/** Never throws or blocks if a line can't be written. pino's own destination keeps trying forever after a fatal line. */
function standardOutput(): DestinationStream {
  const output = pino.destination({ dest: 1, sync: true, maxLength: MAX_WAITING });
  output.on("error", () => {});
  return { write: (line) => void output.write(line) };
}

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
      // The fields are already scrubbed and serialized.
      serializers: { err: (err: unknown) => err },
      hooks: { streamWrite: scrubText },
    },
    destination,
  );
}

// Not from getEnv(), because it throws on wrong settings, which have to be logged, too.
function level(name = "info"): string {
  return name === "silent" || name in pino.levels.values ? name : "info";
}
