import { once } from "node:events";
import { createServer, request } from "node:http";

/**
 * Starts a load balancer that sends each request to the next app on these ports. Each request has its own connection,
 * because the app may close an idle one at the moment it is reused.
 * @returns a function that stops it
 */
export async function startRoundRobinProxy(port: number, apps: readonly number[]): Promise<() => void> {
  let turn = 0;
  const server = createServer((asked, answer) => {
    const forwarded = [asked.headers["x-forwarded-for"], asked.socket.remoteAddress]
      .filter(Boolean)
      .join(", ");
    const app = request(
      {
        agent: false,
        host: "127.0.0.1",
        port: apps[turn++ % apps.length],
        method: asked.method,
        path: asked.url,
        headers: { ...asked.headers, "x-forwarded-for": forwarded },
      },
      (answered) => {
        answer.writeHead(answered.statusCode ?? 502, answered.headers);
        answered.pipe(answer);
      },
    );
    app.on("error", () => (answer.headersSent ? answer.destroy() : answer.writeHead(502).end()));
    answer.on("close", () => app.destroy());
    asked.pipe(app);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return () => {
    server.close();
    server.closeAllConnections();
  };
}
