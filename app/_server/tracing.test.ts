import { expect, test } from "vitest";
import { scrubSpan } from "./tracing";

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
  scrubSpan(span as unknown as Parameters<typeof scrubSpan>[0]); // as much of a span as is looked at
  expect(JSON.stringify(span)).not.toContain(link);
  expect(span.attributes).toMatchObject({ "http.route": "/accept/[[...token]]", "http.status_code": 200 });
  expect(span.name).toBe("GET /accept/[link]");
});
