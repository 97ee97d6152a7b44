import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export type Found = {
  readonly name: string;
  /** Its file, to import it from. */
  readonly file: string;
  /** What a verb needs; null for what is no verb. */
  readonly permission: string | null;
};

/**
 * All of the model that changes rows by itself: the verbs, and what else a file exports that writes. Not what is handed
 * a transaction, and so is a part of something else; nor what counts tries, and the few that say why they say nothing.
 */
export function findWriters(): Found[] {
  return modelFiles().flatMap((file) => {
    const source = readFileSync(file, "utf8");
    const verbs = [...source.matchAll(COMMAND)].map(([, name = "", permission = ""]) => ({
      name,
      permission,
    }));
    const others = WRITES.test(source) ? [...source.matchAll(FUNCTION)] : [];
    return [...verbs, ...others.map(([, name = ""]) => ({ name, permission: null }))]
      .filter(({ name }) => !Object.hasOwn(SILENT, name))
      .map((found) => ({ ...found, file }));
  });
}

const COMMAND = /^export const (\w+) = defineCommand\b[\s\S]*?permission: "([^"]+)"/gm;
const FUNCTION = /^export async function (\w+)(?:<[^>]*>)?\((?!\s*tx\b)/gm;
const WRITES =
  /\b(insert into|update \w+(\s+\w+)?\s+set|delete from)\b|\.(insert|update|delete|transaction)\(|\b(respondToInvitation|record|recordEmailOutcome|stop)\(/;

const SILENT: Readonly<Record<string, string>> = {
  runTransaction: "runs what it is handed",
  respondToInvitation: "the frame of accepting and declining",
  insertOrganization: "asks no permission: for commands, seeds and the command line, which record it",
  insertUser: "the same",
  beginDelivery: "makes the link; settling tells what became of it",
  beginLinkDelivery: "the same",
  recordEmailOutcome: "what both settlings share",
  countMatching: "reads, beside what writes",
  stopBulkAction: "a part of running, when that is refused",
  enqueueEndNotices: "only enqueues emails",
  findEndNotice: "only reads",
  notifyNewLinkRequested: "only enqueues emails",
  findNewLinkRequest: "only reads",
  requestPasswordReset: "enqueues a job, which records it",
  touchSession: "updates when a session was last used",
  isSessionCurrent: "reads, beside what writes",
  deleteOldDrafts: "throws away what nobody has sent",
  deleteNotice: "deletes what has been sent",
  findAsset: "reads, beside what writes",
  keepAssets: "keeps static files of the build",
  deleteAbandonedNotices: "deletes what nobody will send",
};

function modelFiles(): string[] {
  const model = fileURLToPath(new URL("../..", import.meta.url));
  return readdirSync(model, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.name.endsWith(".test.ts"))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !/^(audit|limits|migrations|seed|testing)\//.test(path.relative(model, file)));
}
