import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export type Writer = {
  readonly name: string;
  /** The file to import it from. */
  readonly file: string;
  /** The permission that a command needs. Null for a function that isn't a command. */
  readonly permission: string | null;
};

/**
 * Finds the functions that write: commands, and other exported functions of files that write. Leaves out functions that
 * take a transaction, because they are part of a larger change, rate limits, and the ones in SILENT.
 */
export function findWriters(): Writer[] {
  return modelFiles().flatMap((file) => {
    const source = readFileSync(file, "utf8");
    const commands = [...source.matchAll(COMMAND)].map(([, name = "", permission = ""]) => ({
      name,
      permission,
    }));
    const others = WRITES.test(source) ? [...source.matchAll(FUNCTION)] : [];
    return [...commands, ...others.map(([, name = ""]) => ({ name, permission: null }))]
      .filter(({ name }) => !Object.hasOwn(SILENT, name))
      .map((found) => ({ ...found, file }));
  });
}

const COMMAND = /^export const (\w+) = defineCommand\b[\s\S]*?permission: "([^"]+)"/gm;
const FUNCTION = /^export async function (\w+)(?:<[^>]*>)?\((?!\s*tx\b)/gm;
const WRITES =
  /\b(insert into|update \w+(\s+\w+)?\s+set|delete from)\b|\.(insert|update|delete|transaction)\(|\b(respondToInvitation|record|recordEmailOutcome|stop)\(/;

/** Functions that record no event, and why. */
const SILENT: Readonly<Record<string, string>> = {
  runTransaction: "runs the given function",
  respondToInvitation: "shared by accepting and declining",
  insertOrganization: "for commands, seeds and the command line, which record it",
  insertUser: "for commands, seeds and the command line, which record it",
  beginDelivery: "makes the link; recording the outcome writes the event",
  beginLinkDelivery: "makes the link; recording the outcome writes the event",
  recordEmailOutcome: "shared by both kinds of links, whose cases cover it",
  countMatching: "only reads",
  stopBulkAction: "part of running a bulk action that is refused",
  enqueueEndNotices: "only enqueues emails",
  findEndNotice: "only reads",
  notifyNewLinkRequested: "only enqueues emails",
  findNewLinkRequest: "only reads",
  requestPasswordReset: "enqueues a job, which records it",
  touchSession: "updates when a session was last used",
  isSessionCurrent: "only reads",
  deleteOldDrafts: "deletes unsent drafts",
  deleteNotice: "deletes a notice that was sent",
  findAsset: "only reads",
  keepAssets: "stores static files of the build",
  deleteAbandonedNotices: "deletes notices that will never be sent",
};

function modelFiles(): string[] {
  const model = fileURLToPath(new URL("../..", import.meta.url));
  return readdirSync(model, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.name.endsWith(".test.ts"))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !/^(audit|limits|migrations|seed|testing)\//.test(path.relative(model, file)));
}
