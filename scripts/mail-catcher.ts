import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Children } from "./children";
import { projectRoot } from "./places";
import { untilAnswers } from "./until-answers";

type Options = {
  children: Children;
  folder: string;
  ports: MailPorts;
  /** For tests: the folder goes with the catcher. */
  throwAway?: boolean;
};
export type MailPorts = { smtp: number; inbox: number };

/** Starts maildev: an SMTP server that delivers nothing, a page that shows what came, and the same as JSON. */
export async function startMailCatcher(options: Options): Promise<void> {
  const { children, folder, ports, throwAway = false } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const catcher = children.start({
    name: "The mail catcher",
    command: process.execPath,
    args: [
      path.join(projectRoot, "node_modules/maildev/bin/maildev"),
      "--silent",
      ...["--ip", "127.0.0.1"],
      ...["--smtp", String(ports.smtp)],
      ...["--web", String(ports.inbox)],
      ...["--mail-directory", folder],
    ],
    stdio: ["ignore", "ignore", "inherit"],
    ...(throwAway && { throwAway: folder }),
  });
  await untilAnswers(`${inboxUrl(ports)}/healthz`, catcher.exited);
}

export function smtpUrl({ smtp }: MailPorts): string {
  return `smtp://127.0.0.1:${smtp}`;
}

export function inboxUrl({ inbox }: MailPorts): string {
  return `http://127.0.0.1:${inbox}`;
}
