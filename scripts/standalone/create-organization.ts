// `node create-organization.js` in a build.
import { createRootOrganization, optionsOrExit } from "../root-organization";
import { databaseCommand } from "./database-command";

const input = optionsOrExit("node create-organization.js");
if (input) await databaseCommand((database) => createRootOrganization(database, input));
