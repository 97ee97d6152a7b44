import { stdSerializers } from "pino";
import { isUnavailable } from "@/db/connection/unavailable";
import { cutText } from "@/lib/text";

type Fields = Record<string, unknown>;

/** The fields without the values of secret keys, at any depth, and with every text scrubbed. */
export function scrubFields(fields: Fields, depth = 0): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      secretKey.test(key) && value ? "[redacted]" : scrubValue(value, depth),
    ]),
  );
}

/** The text without links of emails, credentials, tokens and passwords. */
export function scrubText(text: string): string {
  return text
    .replace(queryParams, "$1[redacted]")
    .replace(mailedLink, "$1[link]")
    .replace(credentials, "[redacted]@")
    .replace(authorization, "$1[redacted]")
    .replace(assigned, "$1[redacted]");
}

function scrubValue(value: unknown, depth: number): unknown {
  if (typeof value === "string") return shorten(value);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (depth >= deepest) return "[deeper]";
  if (Array.isArray(value)) return value.map((item) => scrubValue(item, depth + 1));
  return scrubFields({ ...(value instanceof Error ? fieldsOf(value) : value) }, depth + 1);
}

/**
 * If the database is unreachable or too slow, the first cause comes first, because the message of a failed query begins with its
 * statement. There is no stack trace, because the messages of the error and its causes say enough.
 */
function fieldsOf(error: Error): object {
  const { stack, ...fields } = stdSerializers.err(error);
  return isUnavailable(error) ? { reason: firstCause(error).message, ...fields } : { ...fields, stack };
}

function firstCause(error: Error): Error {
  return error.cause instanceof Error ? firstCause(error.cause) : error;
}

/** Scrubs before it cuts, so that half a secret can't remain at the cut. */
function shorten(text: string): string {
  if (text.length <= longest) return scrubText(text);
  const kept = cutText(scrubText(text.slice(0, longest + longestSecret)), longest);
  return `${kept}… [${text.length} characters]`;
}

const longest = 10_000;
const longestSecret = 2_000;
const deepest = 8;
const secretKey = /passw|token|secret|cookie|authorization|credential|hash$|^link$|^params$/i;

// Each pattern begins with fixed characters that can't occur in the rest of it, so they take linear time. Finds them inside
// another URL, too: `?next=%2Faccept%2F…`.
const mailedLink = /((?:\/|%2F|%252F)(?:accept|set-password)(?:\/|%2F|%252F))[^\s"'<>\\/?#&,)[\]]+/gi;
// Drizzle writes the parameters of a failed query into the message, and they may contain the hash of a link.
const queryParams = /(\nparams: )(?:(?!\n {4}at )[\s\S])+/g;
// Except those of the examples in app/_server/env.ts, which operators have to read.
const credentials = /(?<=[a-z0-9+.-]:\/\/)(?!user:password@host:)[^\s"'<>\\/@]+@/gi;
const authorization = /(\b(?:Bearer|Basic) )[\w.~+/=-]{16,}/g;
const assigned = /((?:token|password|secret)=)[^\s"'<>\\&;,]+/gi;
