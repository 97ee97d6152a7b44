import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { processorTime } from "@/db/testing/processor-time";
import { isEmailAddress, readEnteredNames } from "./entered-names";

const GRACE = "grace@meridian.example";
const LINUS = "linus@meridian.example";

test.each([
  ["Outlook", `Grace Holloway <${GRACE}>; Linus Berg <${LINUS}>`],
  ["Outlook, surname first", `Holloway, Grace <${GRACE}>; Berg, Linus <${LINUS}>`],
  ["Outlook, a line each", `Grace Holloway <${GRACE}>;\r\nLinus Berg <${LINUS}>;\r\n`],
  ["Outlook, as plain text", `Grace Holloway<mailto:${GRACE}>; Linus Berg<mailto:${LINUS}>`],
  ["Gmail", `Grace Holloway <${GRACE}>, Linus Berg <${LINUS}>`],
  ["Gmail, with quotes", `"Holloway, Grace" <${GRACE}>, "Berg; Linus" <${LINUS}>`],
  ["Apple Mail", `Grace Holloway <${GRACE}>,\n Linus Berg <${LINUS}>`],
  ["Apple Mail, surname first in a line", `Berg, Grace <${GRACE}>, Holloway, Linus <${LINUS}>`],
  ["a header field", `To: Grace Holloway <${GRACE}>, ${LINUS}`],
  ["addresses only", `${GRACE};${LINUS}`],
  ["addresses in brackets", `<${GRACE}>, <${LINUS}>`],
  ["a name before an address", `Grace Holloway ${GRACE}\nLinus Berg ${LINUS}`],
  ["a name after an address", `${GRACE} (Grace Holloway)\n${LINUS} (Linus Berg)`],
  ["an address in parentheses", `Grace Holloway (${GRACE}), Linus Berg (${LINUS})`],
  ["a sentence", `Please add ${GRACE}, and ${LINUS}.`],
  ["links", `mailto:${GRACE} mailto:${LINUS}`],
  ["Exchange", `SMTP:${GRACE};smtp:${LINUS}`],
  ["JSON", JSON.stringify([GRACE, LINUS])],
  ["JSON objects", JSON.stringify([{ name: "Grace Holloway", email: GRACE }, { email: LINUS }], null, 2)],
  ["capitals and full-width characters", `GRACE@Meridian.Example，<ｌｉｎｕｓ＠meridian.example>`],
  ["Japanese names", `田中 太郎 <${GRACE}>、山田 <${LINUS}>`],
  ["Arabic names", `غريس هولواي <${GRACE}>; لينوس <${LINUS}>`],
  ["a numbered list", `1. Grace Holloway <${GRACE}>\n2. ${LINUS}`],
  ["parentheses, surname first", `Holloway, Grace (${GRACE}); Berg, Linus [${LINUS}]`],
  ["a link with several recipients", `mailto:${GRACE}?cc=${LINUS}&subject=Hi`],
  ["the source of a page", `<a href="mailto:${GRACE}">Dennis</a>\n<a href="mailto:${LINUS}">Ada</a>`],
  ["a chat", `[Yesterday 10:12] Ada Winter\nplease invite ${GRACE}\nKen  9:41 AM\nand ${LINUS}`],
  [
    "contacts as vCards",
    [
      "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Dennis;Ada;;;\r\nFN:Ada Dennis",
      `item1.EMAIL;type=INTERNET;type=pref:grace@meri\r\n dian.example\r\nEND:VCARD`,
      `BEGIN:VCARD\r\nFN:Ken\r\nEMAIL:${LINUS}\r\nEND:VCARD`,
    ].join("\r\n"),
  ],
  ["cards of contacts", `Grace Holloway\n${GRACE}\n\nLinus Berg\r\n  mailto:${LINUS}\r\n`],
  ["cards with what people do", `Grace Holloway\nHead of Sales | Meridian\n${GRACE}\nLinus Berg\n<${LINUS}>`],
])("email addresses are recognized in a text from %s", (_source, text) => {
  expect(readEnteredNames(text).names).toEqual([GRACE, LINUS]);
});

test.each([
  ["a numbered list", "1. grace\n2. linus\n 10) barbara"],
  ["a list in a document", "• grace\n\t• linus\n– barbara"],
  ["Markdown", "- grace\n* linus\n- barbara"],
  ["JSON", '["grace", "linus", "barbara"]'],
  [
    "JSON objects",
    '[{"username":"grace","email":"g@x.example"},{"username":"linus"},{"username":"barbara"}]',
  ],
  ["a JSON object", '{"users":[{"username":"grace"},{"username":"linus"},{"username":"barbara"}]}'],
  [
    "a directory",
    'uid=grace,ou=people,dc=meridian\nUID=linus, OU=people\n"CN=Ada Dennis,uid=barbara,OU=Sales,DC=meridian"',
  ],
  ["quoted values", '"grace","linus","barbara"'],
  ["SQL", "'grace', 'linus', 'barbara'"],
  ["typographic quotes", "“grace”, „linus“, «barbara»"],
  ["a column", "grace\r\nlinus\r\nbarbara\r\n"],
  ["a PDF", "grace\u00a0\u00a0linus\u00ad\u2028barbara"],
  ["invisible characters", "\u200bgrace\u2060, \u202alinus\u202c; \ufeffbarbara"],
])("usernames are recognized in %s", (_source, text) => {
  expect(readEnteredNames(text).names).toEqual(["grace", "linus", "barbara"]);
});

test.each([
  ["a vCard without an address", "BEGIN:VCARD\nFN:Dennis Berg\nEND:VCARD", "Dennis Berg"],
  ["an entry of a directory without a username", "CN=Berg\\, Dennis,OU=Sales,DC=meridian", "Berg Dennis"],
  ["a heading of a chat", "[30.11.26, 10:12:33] Dennis Berg", "[30.11.26 10:12:33] Dennis Berg"],
])("the name of a person in %s isn't a username, and is reported", (_source, text, name) => {
  expect(readEnteredNames(text)).toEqual({ names: [], leftOut: [name] });
});

test("names of people next to their addresses are left out and reported", () => {
  expect(readEnteredNames(`Grace Holloway <${GRACE}>; "Berg, Linus" <${LINUS}>; ada`)).toEqual({
    names: [GRACE, LINUS, "ada"],
    leftOut: ["Grace Holloway"],
  });
  expect(readEnteredNames(`Holloway, Grace <${GRACE}>, ada`)).toEqual({
    names: [GRACE, "ada"],
    leftOut: ["Holloway Grace"],
  });
});

test("several words in the line above an address are the name of its owner", () => {
  expect(readEnteredNames(`ken\nGrace Holloway\n${GRACE}\nada`)).toEqual({
    names: ["ken", GRACE, "ada"],
    leftOut: ["Grace Holloway"],
  });
});

test.each([
  ["single words", `grace\nken\n${LINUS}`, ["grace", "ken", LINUS]],
  ["words between commas", `grace, ken\n${LINUS}`, ["grace", "ken", LINUS]],
  ["words above an empty line", `grace ken\n\n${LINUS}`, ["grace", "ken", LINUS]],
  ["words below an address", `${LINUS}\ngrace ken`, [LINUS, "grace", "ken"]],
])("other lines beside an address are usernames: %s", (_, text, names) => {
  expect(readEnteredNames(text)).toEqual({ names, leftOut: [] });
});

test.each([
  ["a contact without an address", "Grace Holloway <>; ada", ["ada"], ["Grace Holloway"]],
  ["a username in brackets", "Grace Holloway <grace>, ada", ["grace", "ada"], ["Grace Holloway"]],
  ["an address that isn't finished", "Holloway, Grace <gra", ["gra"], ["Holloway Grace"]],
  ["a name in brackets", "Grace <Grace Holloway>", [], ["Grace", "Grace Holloway"]],
  [
    "a word after it",
    `Grace <${GRACE}> [External], ada; ken`,
    [GRACE, "ada", "ken"],
    ["Grace", "[External]"],
  ],
])("no word before a bracket becomes a username: %s", (_, text, names, leftOut) => {
  expect(readEnteredNames(text)).toEqual({ names, leftOut });
});

describe("usernames", () => {
  test("are separated at commas, semicolons and any white space, without duplicates", () => {
    const text = "ada, grace;linus\tken\r\ndennis\u3000barbara，margaret Ada ＡＤＡ";
    expect(readEnteredNames(text).names).toEqual([
      ...["ada", "grace", "linus", "ken", "dennis", "barbara", "margaret"],
    ]);
  });

  test("keep what looks like a list marker or an address but isn't one", () => {
    const names = ["-", "1.", "grace@corp", "@grace", "o'neil", "x-1"];
    expect(readEnteredNames(names.join("\n")).names).toEqual(names);
  });

  test("can be missing", () => {
    expect(readEnteredNames(" ,;\n <> \t").names).toEqual([]);
    expect(readEnteredNames(" ,;\n ").names).toEqual([]);
  });
});

test("reading the result again gives the same result", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      for (const name of readEnteredNames(text).names) expect(readEnteredNames(name).names).toEqual([name]);
    }),
  );
});

test("an email address is distinguished from a username", () => {
  expect(["grace@meridian.example", "grace@corp", "@grace", "grace"].map(isEmailAddress)).toEqual([
    ...[true, false, false, false],
  ]);
});

test("no text takes long or causes an error", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void readEnteredNames(text)));
  const hostile = [
    "<",
    '"',
    "<a@",
    "a@",
    '["',
    "\u0301\u0323",
    "\ufdfa ",
    "- ",
    "1. ",
    '"" ',
    "<a@b>",
    "(",
    ".",
    "@",
    "a b\n",
    "a b\na@b.c\n",
  ];
  for (const text of hostile) {
    const time = processorTime(() => readEnteredNames(text.repeat(Math.ceil(500_000 / text.length))));
    expect(time, text).toBeLessThan(1500);
  }
});
