// maildev behind a guard. Without it, maildev would respond to every page in a browser and every Host, and its emails contain
// valid links.
import { createRequire } from "node:module";

const maildevs = createRequire(import.meta.url);
const { USHER_SMTP_PORT, USHER_INBOX_PORT, USHER_INBOX_SECRET, USHER_INBOX_FOLDER } = process.env;
const hosts = [`127.0.0.1:${USHER_INBOX_PORT}`, `localhost:${USHER_INBOX_PORT}`];

maildevs("maildev")({
  silent: true,
  ip: "127.0.0.1",
  smtp: Number(USHER_SMTP_PORT),
  web: Number(USHER_INBOX_PORT),
  basePathname: `/${USHER_INBOX_SECRET}`,
  mailDirectory: USHER_INBOX_FOLDER,
}).listen();

const { server } = maildevs("maildev/lib/web");
guard("request", (/** @type {import("node:http").ServerResponse} */ response) => {
  response.writeHead(404, { connection: "close" }).end();
});
guard("upgrade", (/** @type {import("node:net").Socket} */ socket) => socket.destroy());

/**
 * @param {"request" | "upgrade"} event
 * @param {(answer: any) => void} refuse
 */
function guard(event, refuse) {
  const listeners = server.listeners(event);
  server.removeAllListeners(event);
  server.on(
    event,
    (/** @type {import("node:http").IncomingMessage} */ request, /** @type {any[]} */ ...rest) => {
      if (!isOwn(request)) return refuse(rest[0]);
      if (event === "request") withoutCors(rest[0]);
      for (const listener of listeners) listener.call(server, request, ...rest);
    },
  );
}

/**
 * Whether a request uses the inbox's own address, which contains the secret, and doesn't come from another site's page.
 * @param {import("node:http").IncomingMessage} request
 */
function isOwn({ url = "", headers: { host = "", origin } }) {
  if (!hosts.includes(host) || (origin !== undefined && origin !== `http://${host}`)) return false;
  return url.startsWith(`/${USHER_INBOX_SECRET}/`);
}

/** @param {import("node:http").ServerResponse} response */
function withoutCors(response) {
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) =>
    name.toLowerCase().startsWith("access-control-") ? response : setHeader(name, value);
}
