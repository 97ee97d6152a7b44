// `node create-organization.js` in a build.
import { checkDatabase } from "@/app/_server/database-check";
import { withCliErrors } from "../migrate-database";
import { createRootOrganization, optionsOrExit } from "../root-organization";
import { databaseCommand } from "./database-command";

const input = optionsOrExit("node create-organization.js");
if (input) {
  await databaseCommand(async (database) => {
    await withCliErrors(() => checkDatabase(database, { writable: true }));
    await createRootOrganization(database, input);
  });
}
