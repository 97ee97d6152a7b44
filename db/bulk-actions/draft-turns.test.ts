import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { Unavailable } from "@/db/connection/unavailable";
import { csvFile, draftForm } from "@/db/testing/bulk-actions";
import { testDatabase } from "@/db/testing/database";
import { longestStretch } from "@/db/testing/longest-stretch";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { createDraft } from "./create-draft";
import { findDraftText } from "./find-draft";
import type { DraftInput } from "./input";

const { db } = testDatabase();
let scenario: Scenario;
beforeAll(async () => {
  scenario = await seedScenario(db);
});

const pasted = (text: string) => ({ usernames: text });
const lines = (count: number, lineAt: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => lineAt(at)).join("\n");
const bytes = (head: string, text: string) => ({
  way: "file" as const,
  file: new File([Buffer.from(head + text, "latin1")], "users.csv"),
});
const letters = [
  ..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&()*+-./:<=>?@[]^_{}~",
];
const sets = (size: number) => (at: number) =>
  `u${at},${letters
    .slice(0, size)
    .map((_, index) => letters[(index * 7 + at + (at >> 3) * index) % letters.length])
    .join("|")}`;

const LISTS: readonly (readonly [string, Partial<DraftInput>])[] = [
  ["9,900 usernames", pasted(lines(9_900, (at) => `grace${at}`))],
  [
    "9,900 names with addresses",
    pasted(lines(9_900, (at) => `Grace Holloway <grace${at}@meridian.example>`)),
  ],
  ["a file of 9,900 usernames", csvFile(`username,groups\n${lines(9_900, (at) => `grace${at},`)}`)],
  ["9,900 rows with ten groups each", csvFile(`username,groups\n${lines(9_900, sets(10))}`)],
  ["9,900 rows with 47 groups each", csvFile(`username,groups\n${lines(9_900, sets(47))}`)],
  [
    "9,900 rows that can't be read",
    csvFile(`username,groups\n${lines(9_900, (at) => `a b ${at},${"x".repeat(80)}`)}`),
  ],
  [
    "9,900 names of 26 words",
    pasted(
      lines(9_900, (at) => `A${at} B C D E F G H I J K L M N O P Q R S T U V W X Y Z <a${at}@b.example>`),
    ),
  ],
  [
    "links with three addresses",
    pasted(
      lines(
        9_900,
        (at) => `href="mailto:a${at}@b.example?cc=c${at}@d.example&bcc=e${at}@f.example&x=(1)[2]|3|"`,
      ),
    ),
  ],
  ["cards without names", pasted(`BEGIN:VCARD\n\t${"END:VCARD\n".repeat(98_000)}`)],
  ["cards with a letter", pasted(`BEGIN:VCARD\n\t${"EMAIL:a\nEND:VCARD\n".repeat(54_000)}`)],
  [
    "a contact with a long name and many addresses",
    pasted(`BEGIN:VCARD\nFN:${"x".repeat(500_000)}\n${"EMAIL:a\n".repeat(40_000)}`),
  ],
  [
    "a contact with many addresses in JSON",
    pasted(JSON.stringify([`BEGIN:VCARD\nFN:${"a,".repeat(100)}\n${"EMAIL:a\n".repeat(110_900)}END:VCARD`])),
  ],
  ["a table in Markdown", pasted(`| username |\n|--|\n${lines(100_000, (at) => `| ${at} |`)}`)],
  ["quotes", pasted('"a '.repeat(330_000))],
  ["quoted line breaks", csvFile(`username\n${'"""\n'.repeat(245_000)}`)],
  ["commas", pasted(",a".repeat(490_000))],
  ["semicolons", pasted(";a".repeat(490_000))],
  [
    "40,000 words of letters with accents",
    pasted(lines(1, () => Array.from({ length: 39_000 }, (_, at) => `wörd${at}-abcdefgh`).join(" "))),
  ],
  ["a list in JSON", pasted(`["a\\t"${',""'.repeat(320_000)}]`)],
  ["characters of Shift JIS", bytes("username\n", "\x83\x41".repeat(490_000))],
  ["accented letters", bytes("username\n", `${"\xc8".repeat(980_000)}a\n`)],
  ["accented and other letters", bytes("username\n", "\xc8\xe2a".repeat(320_000))],
  ["dots of Windows", bytes("username\n", "\x85".repeat(980_000))],
];

/** In milliseconds. Work is cut into slices of 20, and two lists are read at once. */
const MAX_STRETCH = 150;

const draft = async (form: Partial<DraftInput>) =>
  createDraft({ ctx: await scenario.contextOf("alex", "acme"), input: draftForm(form) });

test.each(LISTS)("while a list is read and stored, others have their turn: %s", async (_, form) => {
  const stretches: number[] = [];
  while (stretches.length < 3 && !stretches.some((stretch) => stretch < MAX_STRETCH)) {
    await db.execute(sql`delete from rate_limits`);
    stretches.push(await longestStretch(() => draft(form).catch(String)));
  }
  expect(Math.min(...stretches)).toBeLessThan(MAX_STRETCH);
});

test("while a draft with many groups is read to be edited, others have their turn", async () => {
  await db.execute(sql`delete from rate_limits`);
  const groups = await db.execute<{ id: string }>(sql`
    insert into groups (organization_id, name)
    select ${scenario.organizations.acme.id}, n || repeat('x', 110) from generate_series(1, 100) n
    returning id`);
  const ctx = await scenario.contextOf("alex", "acme");
  const groupIds = groups.map(({ id }) => id);
  const form = draftForm({ usernames: lines(1_000, (at) => `grace${at}`), groupIds });
  const id = await createDraft({ ctx, input: form });
  const stretches: number[] = [];
  while (stretches.length < 3 && !stretches.some((stretch) => stretch < MAX_STRETCH)) {
    stretches.push(
      await longestStretch(async () =>
        expect(await findDraftText(ctx, id)).toMatchObject({
          usernames: form.usernames,
          groupIds: { length: 100 },
        }),
      ),
    );
  }
  expect(Math.min(...stretches)).toBeLessThan(MAX_STRETCH);
});

test("while several lists are read, others have their turn", async () => {
  await db.execute(sql`delete from rate_limits`);
  const drafts = () => Promise.all([1, 2, 3, 4, 5].map(() => draft(pasted(";a".repeat(490_000)))));
  expect(await longestStretch(drafts)).toBeLessThan(2 * MAX_STRETCH);
});

test("while two long lists are being read, 20 more can wait, the next one is refused, and short lists go ahead", async () => {
  await db.execute(sql`delete from rate_limits`);
  const ctx = await scenario.contextOf("alex", "acme"); // before, so that the drafts begin in their order
  const begin = (usernames: string) => createDraft({ ctx, input: draftForm({ usernames }) });
  const begun = await db.transaction(async (tx) => {
    await tx.execute(sql`lock table rate_limits in exclusive mode`);
    const drafts = Array.from({ length: 22 }, () => begin("grace ".repeat(5_000)));
    const late = begin("grace ".repeat(5_000));
    const short = begin("grace");
    await expect(late).rejects.toThrow(Unavailable);
    return [...drafts, short];
  });
  expect(await Promise.all(begun)).toHaveLength(23);
});
