// `node app.js` in a build: starts the app.
import { hkdfSync } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import { fileURLToPath } from "node:url";
import { startUp } from "../startup";

const { settings, log, orExit } = await startUp();
const { build } = await import("@/app/_server/build");
log.info(build, "Usher starts");
const { endWith } = await import("@/app/_server/log");
const { checkPort, listeningProblem } = await import("@/app/_server/listening");
const HOSTNAME = settings.HOST ?? "0.0.0.0";
const address = { port: settings.PORT, host: HOSTNAME, setting: "PORT" };
await orExit(checkPort(address));
// If another program takes the port before Next listens, Next would print the error with its stack trace.
subscribe("tracing:net.server.listen:error", (message) => {
  const { error } = message as { readonly error: Error };
  endWith(listeningProblem(error, address).message);
});
subscribe("tracing:net.server.listen:asyncEnd", () =>
  log.info({ port: settings.PORT, host: HOSTNAME }, "Usher listens"),
);
const { watchDatabase } = await import("@/app/_server/database-check");
await watchDatabase();
const { keepStaticFiles } = await import("./static-files");
await keepStaticFiles(
  settings,
  fileURLToPath(new URL(`${process.env.USHER_DIST_DIR}/static`, import.meta.url)),
);

Object.assign(process.env, {
  // app/_server/routes.ts reads the names of routes and actions here, for the log and the metrics.
  NEXT_DIST_DIR: fileURLToPath(new URL(`${process.env.USHER_DIST_DIR}`, import.meta.url)),
  PORT: String(settings.PORT),
  // Container engines set HOSTNAME to the container's name.
  HOSTNAME,
  // Next encrypts the values that a page sends back to an action. The key comes from AUTH_SECRET, so that all processes of
  // all builds can decrypt them.
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.from(
    hkdfSync("sha256", settings.AUTH_SECRET, "", "usher/server-actions", 32),
  ).toString("base64"),
});
const { rejectEarlyRequests } = await import("@/app/_server/early-requests");
rejectEarlyRequests();
await import(new URL(`${process.env.USHER_SERVER}`, import.meta.url).href);
