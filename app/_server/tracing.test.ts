import { createServer } from "node:http";
import { expect, onTestFinished, test, vi } from "vitest";
import { getFreePort } from "@/scripts/ports";
import { log } from "./log";
import { exporterTo, scrubSpan } from "./tracing";

const link = "4f3kq0ZsV9c1hPzq7yQpJ2mXw8tRbNnL6uDgEaSxYoI";

test("a span keeps its route, and neither addresses nor secrets", () => {
  const span = {
    name: `GET /accept/${link}`,
    attributes: {
      "http.route": "/accept/[[...token]]",
      "http.target": `/x/${link}`,
      "url.full": `https://usher.example/x/${link}`,
      "next.span_name": `render /set-password/${link}`,
      "http.status_code": 200,
    },
    events: [
      { name: "exception", time: [0, 0], attributes: { "exception.stacktrace": `Error: /accept/${link}` } },
    ],
    status: { code: 2, message: `https://usher.example/accept/${link}` },
  };
  scrubSpan(span as unknown as Parameters<typeof scrubSpan>[0]); // the part of a span that is used
  expect(JSON.stringify(span)).not.toContain(link);
  expect(span.attributes).toMatchObject({ "http.route": "/accept/[[...token]]", "http.status_code": 200 });
  expect(span.name).toBe("GET /accept/[link]");
});

test.each(["http/protobuf", "http/json"] as const)(
  "over %s, a collector gets the headers, and is logged once when it is unreachable and once when it is back",
  async (protocol) => {
    const lines: unknown[] = [];
    for (const level of ["info", "warn"] as const)
      vi.spyOn(log, level).mockImplementation((...args: unknown[]) => void lines.push(args.at(-1)));
    onTestFinished(() => void vi.restoreAllMocks());
    const port = await getFreePort();
    const exporter = exporterTo({
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}/`,
      OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
      OTEL_EXPORTER_OTLP_HEADERS: "x-key=a%20b, x-other=c=d",
    });
    const send = () => new Promise<number>((resolve) => exporter.export([], ({ code }) => resolve(code)));

    for (let sent = 0; sent < 3; sent++) expect(await send()).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(/^The OpenTelemetry collector takes no traces: .*ECONNREFUSED.*\. Check/),
    ]);

    const received: unknown[] = [];
    const collector = createServer((request, response) => {
      const { url, headers } = request;
      received.push([url, headers["x-key"], headers["x-other"]]);
      response.end("{}");
    });
    await new Promise<void>((listening) => collector.listen(port, "127.0.0.1", listening));
    onTestFinished(() => void collector.close().closeAllConnections());
    for (let sent = 0; sent < 3; sent++) expect(await send()).toBe(0);
    expect(lines.slice(1)).toEqual(["The OpenTelemetry collector takes traces again."]);
    expect(received).toEqual(Array(3).fill(["/v1/traces", "a b", "c=d"]));
  },
);
