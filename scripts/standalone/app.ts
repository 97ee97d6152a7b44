// `node app.js` in a build: the app. Next's own server reads the rest.
import { hkdfSync } from "node:crypto";
import { fileURLToPath } from "node:url";
import { startUp } from "../startup";

const { settings, log, orExit } = await startUp();
const { build } = await import("@/app/_server/build");
log.info(build, "Usher starts");
const { checkPort } = await import("@/app/_server/listening");
const HOSTNAME = settings.HOST ?? "0.0.0.0";
await orExit(checkPort({ port: settings.PORT, host: HOSTNAME, setting: "PORT" }));
const { watchDatabase } = await import("@/app/_server/database-check");
await watchDatabase();
const { keepStaticFiles } = await import("./static-files");
await keepStaticFiles(
  settings,
  fileURLToPath(new URL(`${process.env.USHER_DIST_DIR}/static`, import.meta.url)),
);

Object.assign(process.env, {
  // Where app/_server/routes.ts finds the names of routes and actions, for log and metrics.
  NEXT_DIST_DIR: fileURLToPath(new URL(`${process.env.USHER_DIST_DIR}`, import.meta.url)),
  PORT: String(settings.PORT),
  // Container engines put the container's name there.
  HOSTNAME,
  // What a page sends back to an action is encrypted. The key comes from AUTH_SECRET, so that every process of every build
  // reads what any other has sent.
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.from(
    hkdfSync("sha256", settings.AUTH_SECRET, "", "usher/server-actions", 32),
  ).toString("base64"),
});
await import(new URL(`${process.env.USHER_SERVER}`, import.meta.url).href);
