// `npm run build`: builds a folder that runs with only Node. See docs/operations.md.
import path from "node:path";
import { buildOnce } from "./build";
import { info, logFailure } from "./log";
import { manageProcesses } from "./managed-processes";
import { distDir, standaloneOf } from "./paths";
import { shutdownRequested } from "./shutdown-signal";

const processes = manageProcesses();
const code = await Promise.race([
  shutdownRequested().then(() => 130),
  buildOnce(processes, distDir).then(() => 0, logFailure),
]);
if (code === 0) info(`Built ${path.relative("", standaloneOf(distDir))}`);
await processes.stop();
process.exit(code);
