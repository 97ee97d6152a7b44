import { describe, expect, test } from "vitest";
import { readEnv } from "./env";

const complete = {
  DATABASE_URL: "postgres://usher:secret@127.0.0.1:5432/usher",
  SMTP_URL: "smtp://127.0.0.1:1025",
  MAIL_FROM: "Usher <no-reply@usher.example>",
  BASE_URL: "https://usher.example/",
  AUTH_SECRET: "0123456789abcdef0123456789abcdef",
};

describe("the environment", () => {
  test("has defaults", () => {
    expect(readEnv(complete)).toEqual({
      ...complete,
      BASE_URL: "https://usher.example",
      PORT: 3000,
      DATABASE_CONNECTIONS: 10,
      WORKER_JOBS: 8,
      LOG_LEVEL: "info",
      WORKER: "inside",
      TRUSTED_PROXIES: 0,
    });
  });

  test.each(Object.keys(complete))("without %s is refused in a sentence that names it", (name) => {
    expect(() => readEnv({ ...complete, [name]: undefined })).toThrow(`${name} is missing.`);
    expect(() => readEnv({ ...complete, [name]: " " })).toThrow(`${name} is missing.`);
  });

  test.each([
    ["DATABASE_URL", "mysql://127.0.0.1/usher"],
    ["DATABASE_URL", "usher"],
    ["SMTP_URL", "http://127.0.0.1:1025"],
    ["MAIL_FROM", "Usher"],
    ["MAIL_FROM", "Usher <a@b.example>\r\nBcc: c@d.example"],
    ["BASE_URL", "https://usher.example/console"],
    ["BASE_URL", "usher.example"],
    ["BASE_URL", "https://somebody:secret@usher.example"],
    ["AUTH_SECRET", "short"],
    ["PORT", "70000"],
    ["PORT", "three"],
    ["LOG_LEVEL", "loud"],
    ["WORKER", "outside"],
    ["TRUSTED_PROXIES", "-1"],
  ])("with %s=%s is refused in a sentence that names it", (name, value) => {
    expect(() => readEnv({ ...complete, [name]: value })).toThrow(new RegExp(`^${name} must .+\\.$`));
  });

  test("reports all wrong settings at once", () => {
    expect(() => readEnv({ ...complete, BASE_URL: "", PORT: "no" })).toThrow(
      "BASE_URL is missing.\nPORT must be a whole number from 1 to 65535.",
    );
  });
});
