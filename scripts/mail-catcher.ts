import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { ManagedProcesses } from "./managed-processes";
import { waitUntilReady } from "./managed-processes";
import { projectRoot } from "./paths";

type Options = {
  processes: ManagedProcesses;
  folder: string;
  ports: MailPorts;
  /** Whether the folder is deleted when the catcher stops, for tests. */
  temporary?: boolean;
};
/** The inbox's URL contains the secret. */
export type MailPorts = { smtp: number; inbox: number; secret: string };

/** Starts maildev behind a secret URL: an SMTP server that delivers nothing, and an inbox as a page and as JSON. */
export async function startMailCatcher(options: Options): Promise<void> {
  const { processes, folder, ports, temporary = false } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const catcher = processes.start({
    name: "The mail catcher",
    command: process.execPath,
    args: [path.join(projectRoot, "scripts/mail-catcher-server.mjs")],
    env: {
      ...process.env,
      USHER_SMTP_PORT: String(ports.smtp),
      USHER_INBOX_PORT: String(ports.inbox),
      USHER_INBOX_SECRET: ports.secret,
      USHER_INBOX_FOLDER: folder,
    },
    stdio: ["ignore", "ignore", "inherit"],
    ...(temporary && { temporaryFolder: folder }),
  });
  await waitUntilReady(`${inboxUrl(ports)}healthz`, catcher.exited);
}

export function smtpUrl({ smtp }: MailPorts): string {
  return `smtp://127.0.0.1:${smtp}`;
}

export function inboxUrl({ inbox, secret }: Omit<MailPorts, "smtp">): string {
  return `http://127.0.0.1:${inbox}/${secret}/`;
}

export function newInboxSecret(): string {
  return randomBytes(16).toString("base64url");
}
