import { expect, test } from "vitest";
import { MAX_BYTES, MAX_PLAIN_BYTES, rejectionOfBody, TOO_LONG } from "./body-length";

test("a body with a Content-Length above the large limit isn't read", async () => {
  const body = endless();
  expect(await isTooLong(of(MAX_BYTES + 1), body)).toBe(true);
  expect(body.locked).toBe(false);
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

test.each(["r", "R", "x", "X", "K", "@", "W", "Q", "i", "B", "F", "h", "T", ""])(
  "arguments with more than 100 references like $%s1 are rejected, because React makes an object of each",
  async (kind) => {
    expect(await statusFor(references(kind, 101))).toBe(400);
    expect(await statusFor([[field("0"), references(kind, 101)]])).toBe(400);
    expect(await statusFor([[field("$ACTION_1:0"), references(kind, 101)]], false)).toBe(400);
    expect(await statusFor(references(kind, 100))).toBe(null);
  },
);

test("references hidden in the fields of a form, or written as escapes, count", async () => {
  const hidden = references("r", 101);
  expect(
    await statusFor([
      [field("_1_note"), hidden],
      [field("0"), '["$@zz"]'],
    ]),
  ).toBe(400);
  expect(await statusFor(hidden.replaceAll("$", "\\u0024"))).toBe(400);
});

test.each([
  `${field("0")}\r\nContent-Type: text/plain; charset=utf-16le`,
  field("0").toLowerCase(),
  `X: y\r\n${field("0")}`,
])("a field with the head %j, which no browser writes, is rejected", async (head) => {
  expect(await statusFor([[head, "[]"]])).toBe(400);
  expect(await statusFor([[head, "[]"]], false)).toBe(400);
});

test("a multipart body whose boundary no browser writes is rejected", async () => {
  const headers = of(10, 'multipart/form-data; boundary="a b"');
  expect((await rejectionOfBody(headers, bodyOf("--a b--\r\n")))?.status).toBe(400);
});

test("a pasted list and a file can have as many dollar signs as they like", async () => {
  const list = references("", 5_000).replaceAll(",", "\n");
  const args: [string, string] = [field("0"), '[null,"$K1"]'];
  expect(await statusFor([[field("_1_usernames"), list], args])).toBe(null);
  expect(
    await statusFor([[`${field("_1_file")}; filename="a.csv"\r\nContent-Type: text/csv`, list], args]),
  ).toBe(null);
  expect(
    await statusFor(
      [
        [field("usernames"), list],
        [field("$ACTION_1:0"), '{"id":"x","bound":"$@1"}'],
      ],
      false,
    ),
  ).toBe(null);
});

test("a form without a file, as Node's fetch sends it, can be decoded", async () => {
  const form = new FormData();
  form.append("_1_usernames", "grace\n".repeat(50_000));
  form.append("_1_file", new File([], ""));
  form.append("0", '[null,"$K1"]');
  const { headers, body } = new Request("http://localhost", { method: "POST", body: form });
  headers.set("next-action", "x");
  expect(await rejectionOfBody(headers, body)).toBe(null);
});

test("many plain values are no references", async () => {
  const values = JSON.stringify(
    Array.from({ length: 900 }, () => ["$$5", "$undefined", "$D2026-11-30T00:00:00.000Z", "a"]),
  );
  expect(await statusFor(values)).toBe(null);
});

test("more values than any page sends are rejected, because React would need far more memory for them", async () => {
  const values = (count: number) => `[[${"{},".repeat(count)}{}],{}]`;
  expect(await statusFor(values(2_000))).toBe(null);
  for (const text of [values(2_500), values(43_000), `["\\"",${values(43_000)}]`]) {
    expect(await statusFor(text)).toBe(400);
    expect(await statusFor([[field("0"), text]])).toBe(400);
    expect(await statusFor([[field("$ACTION_1:1"), text]], false)).toBe(400);
  }
  const halves = [field("1"), field("2")].map((head) => [head, values(1_300)] as const);
  expect(await statusFor(halves)).toBe(400);
});

test("a text can have as many commas and brackets as it likes", async () => {
  const text = `,[{\\"`.repeat(6_000);
  expect(await statusFor(JSON.stringify([text]))).toBe(null);
  expect(await statusFor([[field("_1_note"), text]])).toBe(null);
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

async function isTooLong(headers: Headers, body: ReadableStream<Uint8Array> | null): Promise<boolean> {
  return (await rejectionOfBody(headers, body)) === TOO_LONG;
}

/** The status with which arguments are rejected, or null. The parts are those of a multipart body: heads and texts. */
async function statusFor(sent: string | readonly (readonly [head: string, text: string])[], action = true) {
  const parts =
    typeof sent === "string" ? [] : sent.map(([head, text]) => `--b\r\n${head}\r\n\r\n${text}\r\n`);
  const text = typeof sent === "string" ? sent : `${parts.join("")}--b--\r\n`;
  const headers = of(
    text.length,
    typeof sent === "string" ? "text/plain;charset=UTF-8" : "multipart/form-data; boundary=b",
  );
  if (action) headers.set("next-action", "x");
  return (await rejectionOfBody(headers, bodyOf(text)))?.status ?? null;
}

function field(name: string): string {
  return `Content-Disposition: form-data; name="${name}"`;
}

/** A JSON array of different references. */
function references(kind: string, count: number): string {
  return JSON.stringify(Array.from({ length: count }, (_, at) => `$${kind}${(at + 1).toString(16)}`));
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
