// `npm run build`: one folder that runs with Node alone. See docs/operations.md.
import path from "node:path";
import { buildOnce } from "./build";
import { keepChildren } from "./children";
import { distDir, standaloneOf } from "./places";
import { explain, say } from "./say";
import { toldToStop } from "./told-to-stop";

const children = keepChildren();
const code = await Promise.race([
  toldToStop().then(() => 130),
  buildOnce(children, distDir).then(() => 0, complain),
]);
if (code === 0) say(`Built ${path.relative("", standaloneOf(distDir))}`);
await children.stop();
process.exit(code);

function complain(error: unknown): number {
  explain(error);
  return 1;
}
