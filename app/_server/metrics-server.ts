import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { currentOutage } from "./database-outage";
import { listeningProblem } from "./listening";
import { readMetrics } from "./metrics";
import { bearsMetricsToken } from "./metrics-token";
import { operatorWarnings } from "./warnings";
import { workerState } from "./worker";

/**
 * Serves the metrics of a worker process at /metrics, and its probes at the paths that an app has.
 * @throws an Error that explains why it can't listen there
 */
export async function serveWorkerMetrics(port: number, host: string | undefined): Promise<void> {
  const server = createServer((request, response) => {
    const isOperator = bearsMetricsToken(request.headers.authorization);
    switch (request.url) {
      case "/api/health/live":
        return sendJson(response, 200, { status: "live" });
      case "/api/health/ready":
        return sendReadiness(response, isOperator);
      case "/metrics":
        return void (isOperator
          ? sendMetrics(response)
          : response.writeHead(401, { "WWW-Authenticate": "Bearer" }).end());
      default:
        return void response.writeHead(404).end();
    }
  });
  server.listen(port, host);
  await once(server, "listening").catch((error: unknown) => {
    throw listeningProblem(error, { port, host, setting: "METRICS_PORT" });
  });
  server.unref();
}

/** A worker that can't reach the database keeps trying, so restarting it wouldn't help: its log says why. */
function sendReadiness(response: ServerResponse, isOperator: boolean): void {
  const outage = currentOutage();
  const isReady = workerState() === "running" && outage === null;
  const sentences = operatorWarnings();
  sendJson(response, isReady ? 200 : 503, {
    status: isReady ? "ready" : "unavailable",
    ...(outage && { problem: outage.problem, ...(isOperator && { advice: outage.message }) }),
    ...(sentences.length > 0 && { warnings: isOperator ? sentences : sentences.length }),
  });
}

async function sendMetrics(response: ServerResponse): Promise<void> {
  const { text, contentType } = await readMetrics();
  response.writeHead(200, { "Content-Type": contentType }).end(text);
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}
