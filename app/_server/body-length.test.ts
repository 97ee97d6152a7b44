import { expect, test } from "vitest";
import { isTooLong, MAX_BYTES, MAX_PLAIN_BYTES } from "./body-length";

test("a body with a Content-Length below the small limit or above the large one isn't read", async () => {
  expect(await isTooLong(of(MAX_PLAIN_BYTES), endless())).toBe(false);
  expect(await isTooLong(of(MAX_BYTES + 1), endless())).toBe(true);
});

test("a body without a Content-Length is counted, up to the limit", async () => {
  expect(await isTooLong(of(null), null)).toBe(false);
  expect(await isTooLong(of(null), bodyOf("x".repeat(MAX_PLAIN_BYTES)))).toBe(false);
  expect(await isTooLong(of(null), bodyOf("x".repeat(MAX_PLAIN_BYTES + 1)))).toBe(true);
  expect(await isTooLong(of(null), endless())).toBe(true);
});

test.each([
  'file"; filename="a.csv',
  '_1_file"; filename="a.csv',
  'logo"; filename="a.png',
  '_1_logo"; filename="a.png',
  "usernames",
  "_1_usernames",
])('as name="%s" up to a megabyte is uploaded', async (name) => {
  expect(await isSentTooLong({ name, bytes: MAX_BYTES - 1000 })).toBe(false);
  expect(await isSentTooLong({ name, bytes: MAX_BYTES })).toBe(true);
});

test.each([
  ...['"$@zz"', '["$zz"]', '["\\u0024@zz"]', '["$za"]', '["$Qzz"]', '[{"a":"$W1"}]', '["$K1","$1"]'],
])("with the arguments %s no more than 128 kB is pasted, because React could decode it", async (args) => {
  for (const name of ["0", "1", "0x1", "usernames"]) {
    const sent = { args: { name, text: args }, action: true, bytes: MAX_PLAIN_BYTES };
    expect(await isSentTooLong({ ...sent, name: "_1_usernames" })).toBe(true);
    expect(await isSentTooLong({ ...sent, name: '_1_file"; filename="a.csv' })).toBe(false);
  }
});

test("with a form and plain values as arguments, up to a megabyte is pasted", async () => {
  const args = '[{"root":"$$meridian","at":"$D2026-11-30T00:00:00.000Z"},"$undefined",null,"$K1"]';
  const sent = { args: { name: "0", text: args }, action: true, bytes: MAX_BYTES - 1000 };
  expect(await isSentTooLong({ ...sent, name: "_1_usernames" })).toBe(false);
});

test("a note in the form can begin with a dollar sign", async () => {
  const sent = { args: { name: "_1_note", text: '"$5"' }, action: true, bytes: MAX_BYTES - 1000 };
  expect(await isSentTooLong({ ...sent, name: "_1_usernames" })).toBe(false);
});

test.each(["1", "0", "$ACTION_1:0", "_1_name", "note", "x_file", "1_file", "file", "_1_file", "logo"])(
  "as %s no more than 128 kB is sent, because React or a schema reads it",
  async (name) => {
    expect(await isSentTooLong({ name, bytes: MAX_PLAIN_BYTES - 1000 })).toBe(false);
    expect(await isSentTooLong({ name, bytes: MAX_PLAIN_BYTES })).toBe(true);
  },
);

test.each([
  ['Content-Disposition: form-data; name="1"; name="file"', "a second name"],
  [
    'Content-Disposition: form-data; name="1"\r\nContent-Disposition: form-data; name="file"',
    "a second head",
  ],
  ['content-disposition: form-data; name="file"', "a head that no browser writes"],
  ['X: name="file"\r\nContent-Disposition: form-data; name="1"', "a head before it"],
  [
    'Content-Disposition: form-data; name="file"; filename="a\r\nContent-Disposition: form-data; name="1"',
    "a line break",
  ],
])("%s: %s makes no large part of another", async (head) => {
  expect(await isSentTooLong({ head, bytes: MAX_PLAIN_BYTES })).toBe(true);
});

test("thousands of small files count like other parts", async () => {
  const file = '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n\r\n';
  const text = `${file.repeat(11_000)}--b--\r\n`;
  expect(await isTooLong(of(text.length, "multipart/form-data; boundary=b"), bodyOf(text))).toBe(true);
});

test("a part can't hide behind a boundary that wasn't announced", async () => {
  const text = `--other\r\nContent-Disposition: form-data; name="file"\r\n\r\n${"x".repeat(MAX_PLAIN_BYTES)}`;
  for (const type of ["multipart/form-data; boundary=announced", "multipart/form-data", "text/plain"]) {
    expect(await isTooLong(of(text.length, type), bodyOf(text))).toBe(true);
  }
});

type Sent = {
  readonly name?: string;
  readonly head?: string;
  readonly bytes: number;
  /** A part before it. */
  readonly args?: { readonly name: string; readonly text: string };
  /** Whether React decodes it. */
  readonly action?: boolean;
};

function isSentTooLong({ name, head, bytes, args, action = false }: Sent): Promise<boolean> {
  const headOf = (part: string) => `Content-Disposition: form-data; name="${part}"`;
  const before = args ? `--b\r\n${headOf(args.name)}\r\n\r\n${args.text}\r\n` : "";
  const text = `${before}--b\r\n${head ?? headOf(name ?? "")}\r\n\r\n${"x".repeat(bytes)}\r\n--b--\r\n`;
  const headers = of(text.length, "multipart/form-data; boundary=b");
  if (action) headers.set("next-action", "x");
  return isTooLong(headers, bodyOf(text));
}

function of(length: number | null, type = "text/plain"): Headers {
  return new Headers({ "content-type": type, ...(length !== null && { "content-length": String(length) }) });
}

function bodyOf(text: string): ReadableStream<Uint8Array> {
  return new Blob([text]).stream();
}

function endless(): ReadableStream<Uint8Array> {
  return new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)) });
}
