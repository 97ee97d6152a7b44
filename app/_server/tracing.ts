import {
  type Configuration,
  OTLPHttpJsonTraceExporter,
  OTLPHttpProtoTraceExporter,
  registerOTel,
} from "@vercel/otel";
import { currentRequest } from "./current-request";
import type { Env } from "./env";
import { log } from "./log";
import { scrubFields, scrubText } from "./scrub";

type SpanProcessor = Exclude<NonNullable<Configuration["spanProcessors"]>[number], string>;
type Span = Parameters<SpanProcessor["onEnd"]>[0];

type Collector = Pick<
  Env,
  "OTEL_EXPORTER_OTLP_ENDPOINT" | "OTEL_EXPORTER_OTLP_PROTOCOL" | "OTEL_EXPORTER_OTLP_HEADERS"
>;

/** Sends traces of requests to a collector. The SDK reads the other OTEL_… variables itself. */
export function startTracing(collector: Collector): void {
  // Next creates the spans. Usher sends no requests, so fetch isn't traced.
  registerOTel({
    serviceName: "usher",
    attributes: { "cloud.provider": undefined, "vercel.runtime": undefined }, // else it says that this is Vercel
    instrumentations: [],
    spanProcessors: [withoutSecrets],
    traceExporter: exporterTo(collector),
  });
}

/** The SDK's exporter doesn't report a collector that doesn't respond. This one logs the outage and its end, once each. */
export function exporterTo({
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint = "",
  OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
  OTEL_EXPORTER_OTLP_HEADERS: headers = "",
}: Collector) {
  const Exporter = protocol === "http/json" ? OTLPHttpJsonTraceExporter : OTLPHttpProtoTraceExporter;
  const exporter = new Exporter({
    url: `${endpoint.replace(/\/$/, "")}/v1/traces`,
    headers: readHeaders(headers),
  });
  const send = exporter.export.bind(exporter);
  let isAway = false;
  exporter.export = (spans, done) =>
    send(spans, (result) => {
      const failed = result.code !== 0;
      if (failed && !isAway)
        log.warn(
          `The OpenTelemetry collector takes no traces: ${reasonOf(result.error)}. ` +
            "Check that it runs and that OTEL_EXPORTER_OTLP_ENDPOINT leads to it.",
        );
      if (!failed && isAway) log.info("The OpenTelemetry collector takes traces again.");
      isAway = failed;
      done(result);
    });
  return exporter;
}

/** For "fetch failed", only the cause says why. */
function reasonOf(error: Error | undefined): string {
  return (error?.cause instanceof Error ? error.cause : error)?.message || "it doesn't answer";
}

/** In the standard's format: name=value,other=value, with percent-encoded values. */
function readHeaders(text: string): Record<string, string> {
  const pairs = text.split(",").filter(Boolean);
  return Object.fromEntries(
    pairs.map((pair) => {
      const equals = pair.indexOf("=");
      return [pair.slice(0, equals).trim(), decoded(pair.slice(equals + 1).trim())];
    }),
  );
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Runs before the exporting processor, because a path can be the link of an email, and an error can quote one. */
const withoutSecrets: SpanProcessor = {
  onStart: (span) => {
    const request = currentRequest();
    if (request) span.setAttribute("usher.request_id", request.id);
  },
  onEnd: scrubSpan,
  forceFlush: async () => {},
  shutdown: async () => {},
};

export function scrubSpan(span: Span): void {
  for (const address of ADDRESSES) delete span.attributes[address]; // http.route says which page it is
  Object.assign(span.attributes, scrubFields(span.attributes));
  for (const { attributes } of span.events)
    if (attributes) Object.assign(attributes, scrubFields(attributes));
  Object.assign(span, { name: scrubText(span.name) });
  if (span.status.message) span.status.message = scrubText(span.status.message);
}

const ADDRESSES = ["http.target", "http.url", "url.full", "url.path", "url.query"];
