import { type Configuration, registerOTel } from "@vercel/otel";
import { currentRequest } from "./current-request";
import { scrubFields, scrubText } from "./scrub";

type SpanProcessor = Exclude<NonNullable<Configuration["spanProcessors"]>[number], string>;
type Span = Parameters<SpanProcessor["onEnd"]>[0];

/** Sends traces of requests to a collector, configured by the standard OTEL_… variables. */
export function startTracing(): void {
  // Next creates the spans. Usher sends no requests, so fetch isn't traced.
  registerOTel({ serviceName: "usher", instrumentations: [], spanProcessors: [withoutSecrets, "auto"] });
}

/** Runs before the exporting processor, because a path can be the link of an email and an error can quote one. */
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
