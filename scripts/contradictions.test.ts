import { expect, test } from "vitest";
import { contradictions } from "./contradictions";

const DATABASE_URL = "postgres://db.example.com/usher";
const SMTP_URL = "smtp://smtp.example.com";

test.each([
  ["DATABASE_DIRECT_URL without DATABASE_URL", { DATABASE_DIRECT_URL: DATABASE_URL }, "DATABASE_URL isn't"],
  ["a public BASE_URL without DATABASE_URL", { BASE_URL: "https://usher.example.com" }, "to everybody"],
  ["a public HOST without DATABASE_URL", { HOST: "0.0.0.0" }, "to everybody"],
  ["a public IPv6 HOST without DATABASE_URL", { HOST: "::" }, "to everybody"],
  ["DATABASE_URL without SMTP_URL", { DATABASE_URL }, "SMTP_URL isn't"],
  ["SMTP_URL without DATABASE_URL", { SMTP_URL }, "DATABASE_URL isn't"],
  ["WORKER=none without DATABASE_URL", { WORKER: "none" }, "nothing would send email"],
])("%s is a contradiction", (_, given, sentence) => {
  expect(contradictions(given).join("\n")).toContain(sentence);
});

test.each([
  ["nothing", {}],
  ["the demo on a chosen loopback address", { HOST: "::1", BASE_URL: "http://localhost:4000" }],
  [
    "a whole installation",
    { DATABASE_URL, SMTP_URL, BASE_URL: "https://usher.example.com", HOST: "0.0.0.0" },
  ],
  ["a public demo that is meant", { BASE_URL: "https://demo.example.com", HOST: "0.0.0.0", USHER_DEMO: "1" }],
  ["a real database with the mail catcher that is meant", { DATABASE_URL, USHER_DEMO: "1" }],
])("%s is no contradiction", (_, given) => {
  expect(contradictions(given)).toEqual([]);
});

test("USHER_DEMO doesn't excuse DATABASE_DIRECT_URL without DATABASE_URL", () => {
  expect(contradictions({ DATABASE_DIRECT_URL: DATABASE_URL, USHER_DEMO: "1" })).toHaveLength(1);
});
