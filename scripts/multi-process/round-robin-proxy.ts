import { once } from "node:events";
import { createServer, request } from "node:http";

/**
 * Starts a load balancer that sends each request to the next app on these ports. Each request has its own connection,
 * because the app may close an idle one at the moment it is reused.
 * @returns a function that stops it
 */
export async function startRoundRobinProxy(port: number, apps: readonly number[]): Promise<() => void> {
  let turn = 0;
  const server = createServer((incoming, response) => {
    const forwarded = [incoming.headers["x-forwarded-for"], incoming.socket.remoteAddress]
      .filter(Boolean)
      .join(", ");
    const app = request(
      {
        agent: false,
        host: "127.0.0.1",
        port: apps[turn++ % apps.length],
        method: incoming.method,
        path: incoming.url,
        headers: { ...incoming.headers, "x-forwarded-for": forwarded },
      },
      (upstream) => {
        response.writeHead(upstream.statusCode ?? 502, upstream.headers);
        upstream.pipe(response);
      },
    );
    app.on("error", () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
    response.on("close", () => app.destroy());
    incoming.pipe(app);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return () => {
    server.close();
    server.closeAllConnections();
  };
}
