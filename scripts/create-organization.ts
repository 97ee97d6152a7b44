import { databaseCommand } from "./database-command";
import { createRootOrganization, readOptions, USAGE } from "./new-root";
import { explain } from "./say";

const input = read();
if (input) {
  await databaseCommand("npm run create-organization", (database) => createRootOrganization(database, input));
}

function read() {
  try {
    const options = readOptions(process.argv.slice(2));
    if (!options) console.log(USAGE);
    return options;
  } catch (error) {
    explain(error);
    process.exit(1);
  }
}
