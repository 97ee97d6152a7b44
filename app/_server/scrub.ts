import { stdSerializers } from "pino";
import { isUnavailable } from "@/db/unavailable";

type Fields = Record<string, unknown>;

/** The fields as they may be logged: what secret keys hold is gone, at any depth, and every text in them is scrubbed. */
export function scrubFields(fields: Fields, depth = 0): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      secretKey.test(key) && value ? "[redacted]" : scrubValue(value, depth),
    ]),
  );
}

/** The text without the secrets that texts are known to carry: links of mails, credentials, tokens, passwords. */
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

/** Without a stack trace when the database is away or too slow: the messages of the error and its causes say it all. */
function fieldsOf(error: Error): object {
  const { stack, ...fields } = stdSerializers.err(error);
  return isUnavailable(error) ? fields : { ...fields, stack };
}

/** Scrubbed before the cut as well as after it, so that no half of a secret that the cut divides is left. */
function shorten(text: string): string {
  if (text.length <= longest) return scrubText(text);
  const kept = scrubText(text.slice(0, longest + longestSecret)).slice(0, longest);
  return `${kept}… [${text.length} characters]`;
}

const longest = 10_000;
const longestSecret = 2_000;
const deepest = 8;
const secretKey = /passw|token|secret|cookie|authorization|credential|hash$|^link$|^params$/i;

// Each begins with fixed characters and what follows them can't hold its beginning, so that all of them take linear time.
// Also as a part of another address: `?next=%2Faccept%2F…`.
const mailedLink = /((?:\/|%2F|%252F)(?:accept|set-password)(?:\/|%2F|%252F))[^\s"'<>\\/?#&,)[\]]+/gi;
// What a failed query was given may hold anything, also the hash of a link: drizzle writes it into the message.
const queryParams = /(\nparams: )(?:(?!\n {4}at )[\s\S])+/g;
// Not those of the examples in app/_server/env.ts, which an operator has to read.
const credentials = /(?<=[a-z0-9+.-]:\/\/)(?!user:password@host:)[^\s"'<>\\/@]+@/gi;
const authorization = /(\b(?:Bearer|Basic) )[\w.~+/=-]{16,}/g;
const assigned = /((?:token|password|secret)=)[^\s"'<>\\&;,]+/gi;
