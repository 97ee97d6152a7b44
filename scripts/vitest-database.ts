import { randomBytes } from "node:crypto";
import { migrate } from "@/db/migrate";
import { startTemporaryPostgres } from "./embedded-postgres";
import { manageProcesses } from "./managed-processes";
import { dropDatabase, recreateDatabase, withDatabase } from "./postgres-server";

/**
 * Gives the tests a server (TEST_DATABASE_URL, its own unless one is given) and in it a migrated database to copy
 * (TEST_TEMPLATE), so that each file has one of its own at once.
 */
export default async function prepareDatabase() {
  if (process.env.TEST_TEMPLATE) return undefined; // another project of this run has done it
  const processes = manageProcesses();
  const server = process.env.TEST_DATABASE_URL ?? (await startTemporaryPostgres(processes));
  const template = `usher_template_${randomBytes(4).toString("hex")}`;
  await recreateDatabase(server, template);
  await migrate(withDatabase(server, template));
  process.env.TEST_DATABASE_URL = server;
  process.env.TEST_TEMPLATE = template;
  return async () => {
    await dropDatabase(server, template);
    await processes.stop();
  };
}
