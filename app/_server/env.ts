import { z } from "zod";
import { misspelledSettings } from "./misspelled-settings";
import {
  DATABASE_PARAMETERS,
  type Parameters,
  SMTP_PARAMETERS,
  withPlainSslMode,
  wrongParameters,
} from "./url-parameters";

const ENCODED = " Special characters must be percent-encoded in a password, like %2F for /.";

const RANDOM = "must be random. Make one with: openssl rand -base64 33.";

const PROTOCOLS = ["http/protobuf", "http/json"] as const;
const SAMPLERS = ["always_on", "always_off", "traceidratio"] as const;
const PARENT_SAMPLERS = [
  "parentbased_always_on",
  "parentbased_always_off",
  "parentbased_traceidratio",
] as const;

const schema = z.object({
  DATABASE_URL: databaseAddress(),
  DATABASE_DIRECT_URL: databaseAddress().optional(),
  SMTP_URL: address(["smtp:", "smtps:"], "smtp://host:25 or smtps://user:password@host:465", SMTP_PARAMETERS),
  MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^<>\r\n]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
      "must be one address, like Usher <no-reply@example.com>.",
    ),
  BASE_URL: z.string().transform(toOrigin),
  AUTH_SECRET: z
    .string()
    .min(32, { error: "must have 32 characters or more.", abort: true })
    .refine((text) => new Set(text).size >= 8 && !isPlaceholder(text), RANDOM),
  PORT: wholeNumber(1, 65_535).default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]{1,253}$/, "must be an address to listen on, like 127.0.0.1 or 0.0.0.0.")
    .optional(),
  DATABASE_CONNECTIONS: wholeNumber(1, 1000).default(10),
  WORKER_JOBS: wholeNumber(1, 100).default(8),
  METRICS_TOKEN: z
    .string()
    .min(16, { error: "must have 16 characters or more.", abort: true })
    .refine((text) => !isPlaceholder(text), RANDOM)
    .optional(),
  METRICS_PORT: wholeNumber(1, 65_535).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: address(["http:", "https:"], "http://localhost:4318").optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: oneOf(PROTOCOLS).default("http/protobuf"),
  OTEL_EXPORTER_OTLP_HEADERS: z
    .string()
    .regex(/^[^=,\s]+=[^,]*(,\s*[^=,\s]+=[^,]*)*$/, "must look like name=value,other=value.")
    .optional(),
  OTEL_SERVICE_NAME: z.string().optional(),
  OTEL_TRACES_SAMPLER: oneOf([...SAMPLERS, ...PARENT_SAMPLERS]).optional(),
  OTEL_TRACES_SAMPLER_ARG: z
    .string()
    .refine((text) => /^\d*\.?\d+$/.test(text) && Number(text) <= 1, "must be a number from 0 to 1.")
    .optional(),
  LOG_LEVEL: oneOf(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  WORKER: oneOf(["inside", "none"]).default("inside"),
  TRUSTED_PROXIES: wholeNumber(0, 100).default(0),
  USHER_DEMO: z.literal("1", "must be 1, or not set.").optional(),
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

/** Like `getEnv`, for any variables and without a cache. An empty value counts as missing. */
export function readEnv(variables: Record<string, string | undefined>): Env {
  const set = Object.entries(variables).filter(([, value]) => value?.trim());
  const given = Object.fromEntries(set.map(([name, value]) => [name, withoutQuotes(value)]));
  const result = schema.safeParse(given, {
    error: (issue) => (issue.input === undefined ? "is missing." : undefined),
  });
  const wrong = (result.error?.issues ?? []).map(({ path, message }) => `${path.join(".")} ${message}`);
  const quoted = Object.keys(given).filter((name) => isRead(name) && given[name] !== variables[name]);
  const sentences = [
    ...quoted.map(quotesAround),
    ...wrong,
    ...misspelledSettings(given, SETTINGS),
    ...uselessSettings(given),
    ...wrongSslMode(given),
  ];
  if (result.success && sentences.length === 0) return result.data;
  throw new Error(sentences.join("\n"));
}

/** Checks the value of one setting. @returns a sentence for each problem */
export function problemsOf(name: keyof typeof schema.shape, value: string): string[] {
  if (withoutQuotes(value) !== value) return [quotesAround(name)];
  const { error } = schema.shape[name].safeParse(value);
  return (error?.issues ?? []).map(({ message }) => `${name} ${message}`);
}

function withoutQuotes(value = ""): string {
  return /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value;
}

/** Whether Usher, or a library within it, reads this variable. */
function isRead(name: string): boolean {
  return SETTINGS.includes(name) || /^(PG|OTEL_)[A-Z_]+$|^NODE_EXTRA_CA_CERTS$/.test(name);
}

function quotesAround(name: string): string {
  return `${name} has quotes around it. Remove them: where this variable is set, they count as part of the value.`;
}

function uselessSettings({ METRICS_PORT, METRICS_TOKEN }: Record<string, string | undefined>): string[] {
  if (!METRICS_PORT || METRICS_TOKEN) return [];
  return ["METRICS_PORT is set, but METRICS_TOKEN isn't. Set METRICS_TOKEN too, or remove METRICS_PORT."];
}

/** The driver reads this variable if the database's URL has no sslmode. */
function wrongSslMode({ PGSSLMODE }: Record<string, string | undefined>): string[] {
  const modes = DATABASE_PARAMETERS.sslmode ?? [];
  return PGSSLMODE && !modes.includes(PGSSLMODE) ? [`PGSSLMODE must be one of ${modes.join(", ")}.`] : [];
}

/** What examples have in place of a secret, like "please-change-me": without its words, too little is left to be random. */
function isPlaceholder(text: string): boolean {
  const rest = text.replace(/[A-Z]?[a-z]{3,}|[A-Z]{3,}|[^A-Za-z\d]/g, "");
  return PLACEHOLDER_WORDS.test(text) && new Set(rest).size < 7;
}

const PLACEHOLDER_WORDS =
  /change|replace|secret|example|placeholder|password|generate|random|insert|\byour\b/i;

function databaseAddress() {
  const example = "postgres://user:password@host:5432/database";
  return address(["postgres:", "postgresql:"], example, DATABASE_PARAMETERS)
    .refine((value) => toUrl(value)?.pathname.slice(1) !== "", `must name the database, like ${example}.`)
    .transform(withPlainSslMode);
}

function address(protocols: string[], example: string, parameters?: Parameters) {
  return z.string().superRefine((value, ctx) => {
    const url = toUrl(value);
    if (!url?.hostname || !protocols.includes(url.protocol))
      ctx.addIssue(`must look like ${example}.${example.includes("password") ? ENCODED : ""}`);
    else if (parameters) wrongParameters(url, parameters).forEach((sentence) => void ctx.addIssue(sentence));
  });
}

/** What servers listen on, and no browser can open everywhere. */
const EVERY_ADDRESS = /^(0\.0\.0\.0|\[::\]|.*\*.*)$/;

function toOrigin(value: string, ctx: z.RefinementCtx) {
  const url = toUrl(value);
  if (!url || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`)
    ctx.addIssue("must be an origin without a path, like https://usher.example.com.");
  else if (EVERY_ADDRESS.test(url.hostname))
    ctx.addIssue(
      "must be the address that people open, like https://usher.example.com. HOST is where Usher listens.",
    );
  else return url.origin;
  return z.NEVER;
}

function toUrl(value: string) {
  return URL.canParse(value) ? new URL(value) : undefined;
}

function oneOf<const Values extends readonly string[]>(values: Values) {
  const message = `must be ${values.slice(0, -1).join(", ")} or ${values.at(-1)}.`;
  return z.enum(values, message);
}

function wholeNumber(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}.`;
  return z
    .string()
    .regex(/^\d+$/, message)
    .transform(Number)
    .refine((number) => number >= min && number <= max, message);
}
