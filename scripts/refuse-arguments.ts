import path from "node:path";
import { CliError } from "./log";

/** For programs that only settings control. `migrate.js --help` must not migrate. @throws CliError if there are arguments */
export function refuseArguments(): void {
  const [, program = "", ...given] = process.argv;
  if (given.length === 0) return;
  throw new CliError(
    `${path.basename(program)} takes no arguments, but got ${given.join(" ")}. ` +
      "Environment variables control it: see .env.example.",
  );
}
