import { z } from "zod";
import { misspelledSettings } from "./misspelled-settings";

const schema = z.object({
  DATABASE_URL: address(["postgres:", "postgresql:"], "postgres://user:password@host:5432/database"),
  DATABASE_DIRECT_URL: address(
    ["postgres:", "postgresql:"],
    "postgres://user:password@host:5432/database",
  ).optional(),
  SMTP_URL: address(["smtp:", "smtps:"], "smtp://host:25 or smtps://user:password@host:465"),
  MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^<>\r\n]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
      "must be one address, like Usher <no-reply@example.com>.",
    ),
  BASE_URL: z.string().transform(toOrigin),
  AUTH_SECRET: z.string().min(32, "must have 32 characters or more."),
  PORT: wholeNumber(1, 65_535).default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]{1,253}$/, "must be an address to listen on, like 127.0.0.1 or 0.0.0.0.")
    .optional(),
  DATABASE_CONNECTIONS: wholeNumber(1, 1000).default(10),
  WORKER_JOBS: wholeNumber(1, 100).default(8),
  METRICS_TOKEN: z.string().min(16, "must have 16 characters or more.").optional(),
  METRICS_PORT: wholeNumber(1, 65_535).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: address(["http:", "https:"], "http://localhost:4318").optional(),
  LOG_LEVEL: oneOf(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  WORKER: oneOf(["inside", "none"]).default("inside"),
  TRUSTED_PROXIES: wholeNumber(0, 100).default(0),
});

export type Env = z.output<typeof schema>;

/** The names of all settings. */
export const SETTINGS: readonly string[] = Object.keys(schema.shape);

let cached: Env | undefined;

/**
 * The settings, read from the environment on first use, so that building the app needs none.
 * @throws Error with a sentence for each variable that is missing or wrong
 */
export function getEnv(): Env {
  cached ??= readEnv(process.env);
  return cached;
}

/** The same for any variables, not cached. An empty value counts as missing. */
export function readEnv(variables: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
  const result = schema.safeParse(given, {
    error: (issue) => (issue.input === undefined ? "is missing." : undefined),
  });
  const wrong = (result.error?.issues ?? []).map(({ path, message }) => `${path.join(".")} ${message}`);
  const sentences = [...wrong, ...misspelledSettings(given, SETTINGS)];
  if (result.success && sentences.length === 0) return result.data;
  throw new Error(sentences.join("\n"));
}

function address(protocols: string[], example: string) {
  return z.string().refine((value) => {
    const url = toUrl(value);
    return url?.hostname && protocols.includes(url.protocol);
  }, `must look like ${example}.`);
}

function toOrigin(value: string, ctx: z.RefinementCtx) {
  const url = toUrl(value);
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin;
  ctx.addIssue("must be an origin without a path, like https://usher.example.com.");
  return z.NEVER;
}

function toUrl(value: string) {
  return URL.canParse(value) ? new URL(value) : undefined;
}

function oneOf<const Values extends [string, ...string[]]>(values: Values) {
  const message = `must be ${values.slice(0, -1).join(", ")} or ${values.at(-1)}.`;
  return z.enum(values, message);
}

function wholeNumber(least: number, most: number) {
  const message = `must be a whole number from ${least} to ${most}.`;
  return z
    .string()
    .regex(/^\d+$/, message)
    .transform(Number)
    .refine((number) => number >= least && number <= most, message);
}
