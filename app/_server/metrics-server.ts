import { once } from "node:events";
import { createServer } from "node:http";
import { listeningProblem } from "./listening";
import { readMetrics } from "./metrics";
import { bearsMetricsToken } from "./metrics-token";

/**
 * Serves the metrics of a process without pages, at /metrics.
 * @throws an Error that explains why it can't listen there
 */
export async function serveMetrics(port: number, host: string | undefined): Promise<void> {
  const server = createServer((request, response) => {
    if (request.url !== "/metrics") return void response.writeHead(404).end();
    if (!bearsMetricsToken(request.headers.authorization)) {
      return void response.writeHead(401, { "WWW-Authenticate": "Bearer" }).end();
    }
    void readMetrics().then(({ text, contentType }) =>
      response.writeHead(200, { "Content-Type": contentType }).end(text),
    );
  });
  server.listen(port, host);
  await once(server, "listening").catch((error: unknown) => {
    throw listeningProblem(error, { port, host, setting: "METRICS_PORT" });
  });
  server.unref();
}
