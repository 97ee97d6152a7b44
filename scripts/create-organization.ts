import { databaseCommand } from "./database-command";
import { createRootOrganization, optionsOrExit } from "./root-organization";

const input = optionsOrExit("npm run create-organization --");
if (input) {
  await databaseCommand("npm run create-organization", (database) => createRootOrganization(database, input));
}
