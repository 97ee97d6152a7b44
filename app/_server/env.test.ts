import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { problemsOf, readEnv } from "./env";

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
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
      LOG_LEVEL: "info",
      WORKER: "inside",
      TRUSTED_PROXIES: 0,
    });
  });

  test.each(Object.keys(complete))("without %s is refused with an error that names it", (name) => {
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
    ["BASE_URL", "https://0.0.0.0"],
    ["BASE_URL", "http://0:3000"],
    ["BASE_URL", "https://[::]:3000"],
    ["BASE_URL", "https://*.usher.example"],
    ["AUTH_SECRET", "short"],
    ["AUTH_SECRET", "secretsecretsecretsecretsecretsecret"],
    ["PORT", "70000"],
    ["PORT", "three"],
    ["LOG_LEVEL", "loud"],
    ["WORKER", "outside"],
    ["TRUSTED_PROXIES", "-1"],
    ["DATABASE_URL", "postgres://usher:secret@127.0.0.1:5432"],
    ["DATABASE_DIRECT_URL", "postgres://usher:secret@127.0.0.1:5432/"],
    ["USHER_DEMO", "yes"],
    ["USHER_DEMO", "0"],
    ["OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"],
    ["OTEL_EXPORTER_OTLP_HEADERS", "a secret"],
    ["OTEL_TRACES_SAMPLER", "sometimes"],
    ["OTEL_TRACES_SAMPLER_ARG", "10%"],
    ["OTEL_TRACES_SAMPLER_ARG", "1.5"],
    ["PGSSLMODE", "requrie"],
  ])("with %s=%s is refused in a sentence that names it", (name, value) => {
    expect(() => readEnv({ ...complete, [name]: value })).toThrow(new RegExp(`^${name} must .+\\.$`));
  });

  test.each([
    "your-secret-at-least-32-characters-long",
    "please-change-me-please-change-me",
    "changeme1234changeme1234changeme1234",
    "CHANGE_ME_TO_32_RANDOM_CHARACTERS",
    "put your own long key here, 32 or more",
    "<32 random characters or more, the same in all processes>",
    "ReplaceThisWithTheOutputOfOpensslRand",
    "a random one, as from openssl rand -base64 33",
    "my_super_secret_key_for_jwt_signing_2026",
  ])("a placeholder instead of a secret is refused, with how to make one: %s", (placeholder) => {
    for (const name of ["AUTH_SECRET", "METRICS_TOKEN"])
      expect(() => readEnv({ ...complete, [name]: placeholder })).toThrow(
        `${name} must be random. Make one with: openssl rand -base64 33.`,
      );
  });

  test.each([
    ["base64", (bytes: Buffer) => bytes.toString("base64")],
    ["base64url", (bytes: Buffer) => bytes.subarray(8).toString("base64url")],
    ["hexadecimal", (bytes: Buffer) => bytes.toString("hex", 16)],
    ["letters and digits", (bytes: Buffer) => bytes.toString("base64").replace(/\W/g, "x")],
    ["hexadecimal after a name", (bytes: Buffer) => `usher-secret-${bytes.toString("hex", 16)}`],
    ["base64 after a name", (bytes: Buffer) => `change_2026_${bytes.toString("base64")}`],
  ])("random characters are accepted: %s", (_, write) => {
    for (let count = 0; count < 2000; count++) {
      const secret = write(createHash("sha256").update(`${count}`).digest());
      expect(problemsOf("AUTH_SECRET", secret), secret).toEqual([]);
    }
  });

  test.each([
    ["DATABASE_URL", "postgres://usher@db.example/usher?sslmod=require", "has the parameter sslmod, which"],
    ["DATABASE_DIRECT_URL", "postgres://usher@db.example/usher?sslmode=on", "has a wrong sslmode. It must"],
    ["SMTP_URL", "smtp://mail.example?requireTSL=true", "has the parameter requireTSL, which"],
  ])("%s=%s is refused in a sentence that names the parameter", (name, value, sentence) => {
    expect(() => readEnv({ ...complete, [name]: value })).toThrow(`${name} ${sentence}`);
    expect(problemsOf(name as "SMTP_URL", value)).toEqual([expect.stringContaining(`${name} ${sentence}`)]);
  });

  test.each(["PGSSLMODE", "OTEL_RESOURCE_ATTRIBUTES", "NODE_EXTRA_CA_CERTS"])(
    "quotes around %s, which a library reads, are refused",
    (name) => {
      expect(() => readEnv({ ...complete, [name]: '"require"' })).toThrow(`${name} has quotes around it.`);
    },
  );

  test("quotes around a variable that isn't Usher's are ignored", () => {
    expect(() => readEnv({ ...complete, LS_OPTIONS: '"-l"' })).not.toThrow();
  });

  test.each(["MAIL_FROM", "AUTH_SECRET", "DATABASE_URL"] as const)(
    "quotes around %s, as `docker run --env-file` passes them on, are the only error that is reported",
    (name) => {
      const sentence = `${name} has quotes around it. Remove them: where this variable is set, they count as part of the value.`;
      for (const quote of ['"', "'"]) {
        const quoted = quote + complete[name] + quote;
        expect(() => readEnv({ ...complete, [name]: quoted })).toThrow(new Error(sentence));
        expect(problemsOf(name, quoted)).toEqual([sentence]);
      }
      const MAIL_FROM = '"Usher, Inc." <no-reply@usher.example>';
      expect(readEnv({ ...complete, MAIL_FROM })).toMatchObject({ MAIL_FROM });
    },
  );

  test("METRICS_PORT without METRICS_TOKEN is refused, because nothing would be served", () => {
    const METRICS_PORT = "9464";
    expect(() => readEnv({ ...complete, METRICS_PORT })).toThrow(
      /^METRICS_PORT is set, but METRICS_TOKEN isn't\./,
    );
    expect(readEnv({ ...complete, METRICS_PORT, METRICS_TOKEN: "0123456789abcdef" })).toMatchObject({
      METRICS_PORT: 9464,
    });
  });

  test("sslmode=require means what pg does with it", () => {
    const DATABASE_URL = `${complete.DATABASE_URL}?sslmode=require`;
    expect(readEnv({ ...complete, DATABASE_URL, DATABASE_DIRECT_URL: DATABASE_URL })).toMatchObject({
      DATABASE_URL: `${complete.DATABASE_URL}?sslmode=verify-full`,
      DATABASE_DIRECT_URL: `${complete.DATABASE_URL}?sslmode=verify-full`,
    });
  });

  test("a password with a character that ends it too early is refused, and the error says how to write it", () => {
    for (const name of ["DATABASE_URL", "SMTP_URL"])
      expect(() =>
        readEnv({
          ...complete,
          [name]: `${name === "SMTP_URL" ? "smtp" : "postgres"}://usher:a/b@host:25/x`,
        }),
      ).toThrow("percent-encoded in a password, like %2F for /");
  });

  test("reports all wrong settings in one error", () => {
    expect(() => readEnv({ ...complete, BASE_URL: "", PORT: "no" })).toThrow(
      "BASE_URL is missing.\nPORT must be a whole number from 1 to 65535.",
    );
  });
});
