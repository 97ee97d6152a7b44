import path from "node:path";
import { embeddedUrl, readPostmaster } from "./embedded-postgres";
import { findHolder } from "./lock";
import { CliError } from "./log";
import { inboxUrl } from "./mail-catcher";
import { home, postgresFolder } from "./paths";
import { readOrCreateSecret } from "./private-files";

/**
 * The settings of the app that `npm run dev` runs in this folder, for tests against it.
 * @throws CliError unless one is running there with its own database and inbox
 */
export async function findDevServer() {
  const running = await findHolder(home);
  const postgres = readPostmaster(path.join(postgresFolder, "data"));
  if (running?.command !== "npm run dev" || !running.address || !running.inbox || !postgres)
    throw new CliError("Start npm run dev in another terminal first, without DATABASE_URL and SMTP_URL.");
  return {
    BASE_URL: running.address,
    DATABASE_URL: embeddedUrl(postgresFolder, postgres.port),
    AUTH_SECRET: readOrCreateSecret(path.join(home, "auth-secret")),
    MAIL_URL: inboxUrl({
      inbox: running.inbox,
      secret: readOrCreateSecret(path.join(home, "inbox-secret")),
    }),
  };
}
