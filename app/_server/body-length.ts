import type { Rejection } from "./rejection";

/** The largest body of a request. Next has the same limit for actions, but reads everything before it fails. */
export const MAX_BYTES = 1_048_576;

/**
 * The largest part of it that isn't a file or a pasted list. It is small, because React can take quadratic time to decode
 * arguments.
 */
export const MAX_PLAIN_BYTES = 131_072;

/** The response to a body that is too long. */
export const TOO_LONG: Rejection = { status: 413, reason: { code: "too-large" } };

/** The response to a body that no page of this app sends. */
const UNREADABLE: Rejection = { status: 400, reason: { code: "unreadable" } };

/**
 * Rejects a body that would take long to decode. Node cuts bodies at their Content-Length; without one, the bytes are
 * counted as they arrive, up to the limit.
 * @returns null if the body can be decoded
 */
export async function rejectionOfBody(
  headers: Headers,
  body: ReadableStream<Uint8Array> | null,
): Promise<Rejection | null> {
  if (Number(headers.get("content-length")) > MAX_BYTES) return TOO_LONG;
  const read = await readUpTo(MAX_BYTES, body);
  if (read === null) return TOO_LONG;
  const parts = partsOf(read, headers);
  const plainBytes =
    read.length <= MAX_PLAIN_BYTES ? read.length : read.length - uploadedBytes(parts, headers);
  if (plainBytes > MAX_PLAIN_BYTES) return TOO_LONG;
  return isCostlyToDecode(parts, headers) ? UNREADABLE : null;
}

/** @returns null if the body is longer */
async function readUpTo(max: number, body: ReadableStream<Uint8Array> | null): Promise<Buffer | null> {
  if (body === null) return Buffer.alloc(0);
  const parts: Uint8Array[] = [];
  const reader = body.getReader();
  let bytes = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.length;
    if (bytes > max) return null;
    parts.push(part.value);
  }
  return Buffer.concat(parts);
}

/**
 * The head of a part that can be large: a file, or a list pasted into the same form. It must be exactly as browsers write it,
 * so that no parser reads a different name from it. React puts a number before the name.
 */
const FILE = new RegExp(
  /^\r\nContent-Disposition: form-data; name="(?:_\d{1,3}_)?(?:file|logo)"; filename="[^"\r\n]*"\r\n/.source +
    /(?:Content-Type: [^\r\n]*\r\n)?\r\n/.source,
);
const PASTED_LIST = /^\r\nContent-Disposition: form-data; name="(?:_\d{1,3}_)?usernames"\r\n\r\n/;

/** A field of a form, which React doesn't decode, in a form that script sends and in one that the browser sends. */
const FORM_FIELD = /^\r\nContent-Disposition: form-data; name="_\d{1,3}_\w+"\r\n\r\n/;
const PLAIN_FORM_FIELD = /^\r\nContent-Disposition: form-data; name="\w+"\r\n\r\n/;

/**
 * Any field. With another head, it could be in an encoding in which no reference is found. Node's `fetch` sends a missing file
 * as a field with a type.
 */
const FIELD =
  /^\r\nContent-Disposition: form-data; name="[^"\r\n]*"\r\n(?:Content-Type: application\/octet-stream\r\n)?\r\n/;

/**
 * A reference to anything but a form. React looks up `"$@x"` as the part NaN, which each part is whose name isn't a number: it
 * would decode the pasted list as arguments. Browsers escape a text that begins with $.
 */
const REFERENCE = /"(?:\$(?!\$|K[\da-f]+"|undefined"|D)|\\u0024)/;

/** A reference for which React makes an object, such as a form or a stream. */
const COSTLY_REFERENCE = /"(?:\$(?!\$|undefined"|D)|\\u0024)/g;

/** A form has a few. React needs up to 0.1 ms for each, and more for a form with many fields. */
const MAX_REFERENCES = 100;

/**
 * The longest list that a page sends is a thousand ids, twice. A value of three bytes takes 60 when it is decoded, so that the
 * limits of `body-memory.ts` wouldn't hold.
 */
const MAX_VALUES = 5_000;

/** Only parts above this size count as large, so that there can be only a few of them. */
const SMALL_PART = 10_000;

/** Long enough for a head. */
const HEAD = 1000;

/** The parts of a multipart body, each with its head; null for another body. */
type Parts = { readonly whole: string; readonly parts: readonly string[] | null };

function partsOf(body: Buffer, headers: Headers): Parts {
  const whole = body.toString("latin1");
  const [, boundary] =
    /^multipart\/form-data; boundary=([\w-]{1,70})$/.exec(headers.get("content-type") ?? "") ?? [];
  return { whole, parts: boundary ? whole.split(`--${boundary}`) : null };
}

/** The bytes of large files and pasted lists. */
function uploadedBytes({ parts }: Parts, headers: Headers): number {
  if (!parts) return 0;
  const isLarge = (part: string, head: RegExp) => part.length > SMALL_PART && hasHead(part, head);
  const files = parts.filter((part) => isLarge(part, FILE));
  const lists = parts.filter((part) => isLarge(part, PASTED_LIST));
  const isDecoded = headers.has("next-action") && lists.length > 0;
  const others = isDecoded ? parts.filter((part) => !hasHead(part, FORM_FIELD) && !files.includes(part)) : [];
  const uploads = others.some((part) => REFERENCE.test(part)) ? files : [...files, ...lists];
  return uploads.reduce((bytes, part) => bytes + part.length, 0);
}

/** Whether React would make many objects of what it decodes, or can't be known to make few. */
function isCostlyToDecode({ whole, parts }: Parts, headers: Headers): boolean {
  const isAction = headers.has("next-action");
  if (!parts) {
    const isMultipart = headers.get("content-type")?.startsWith("multipart/form-data") ?? false;
    return isMultipart || (isAction && makesManyObjects([whole]));
  }
  const fields = parts.slice(1, -1).filter((part) => !hasHead(part, FILE));
  if (fields.some((part) => !hasHead(part, FIELD))) return true;
  const isOfForm = (part: string) => hasHead(part, isAction ? FORM_FIELD : PLAIN_FORM_FIELD);
  const others = fields.filter((part) => !isOfForm(part));
  const areFieldsDecoded = isAction && others.some((part) => REFERENCE.test(part));
  return makesManyObjects(areFieldsDecoded ? fields : others);
}

function makesManyObjects(texts: readonly string[]): boolean {
  return sumOf(texts, countReferences) > MAX_REFERENCES || sumOf(texts, countValues) > MAX_VALUES;
}

function sumOf(texts: readonly string[], count: (text: string) => number): number {
  return texts.reduce((sum, text) => sum + count(text), 0);
}

function countReferences(text: string): number {
  return text.match(COSTLY_REFERENCE)?.length ?? 0;
}

/** Counts the values of JSON: what is outside of strings and begins an array or object, or follows another value. */
function countValues(text: string): number {
  let count = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (isInString && character === "\\") at++;
    else if (character === '"') isInString = !isInString;
    else if (!isInString && (character === "[" || character === "{" || character === ",")) count++;
  }
  return count;
}

function hasHead(part: string, head: RegExp): boolean {
  return head.test(part.slice(0, HEAD));
}
