import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { organizations } from "@/db/schema";
import { findSampleInvitation } from "@/db/settings/sample-invitation";
import { testDatabase } from "@/db/testing/database";
import { type Scenario, seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();
let scenario: Scenario;

beforeEach(async () => {
  scenario = await seedScenario(db);
});

test.each([
  "Acme Travel",
  "ACME-Travel ",
  "Ａcme Travel",
  "Асme Тrаvеl", // with Cyrillic letters
  "Acme Trave\u{2007}l",
  "Acme Tra\u{200b}vel",
  "\u{200b}Acme\u{2060} Travel",
  "Acme Travel\u{200c}",
  "Acme\u{202e} Travel\u{202c}",
  "Acme TraveI", // with a capital I
  "Acme Trave|",
  "Acme Trave1",
  "Ácme Trävel",
  "Аcme Тrɑvеl",
  "Acrne Travel",
  "ɑcme trɑνel",
  "Acme Traѵel",
  "Acme Ꭲravel", // Cherokee
  "Acme ꓔravel", // Lisu
  "ᗅcme Travel", // Canadian
  "Acme Travꬲl",
  "Acme Τravel", // Greek capitals
  "ΑCMΕ ΤRAVEL",
  "Acmе Тravel",
  "Acⲙe Travel", // Coptic
  "𐊠cme Travel", // Carian
  "Aс𝐦e Trave׀", // Hebrew
  "Aⅽme Trave۱", // Arabic
  "A¢me Travel",
  "AcⱮe Travel",
  "Acme Travel™",
  "Acme™ Travel℠",
  "Acme Travelᵀᴹ",
  "Acme Travel®",
  "Acme Travel Ⓡ ",
  "ᴀcme Travel", // small capitals
  "Acᴍe Travel",
  "Acʍe Travel",
  "ᴀᴄᴍᴇ ᴛʀᴀᴠᴇʟ",
  "Ⓐcme Travel",
  "🅐cme Travel",
  "🄰cme Travel",
  "🅰️cme Travel",
  "🇦 cme Travel",
  "● Acme Travel ✓",
  "Acme Travel \u{1f3e2}",
  "Acme Travel\u{16fe4}", // signs and blanks of other scripts
  "Acme\u{13441}Travel",
  "Acme\u{2800}Travel\u{1d159}",
  "Acme\u{05bc} Travel\u{302a}",
])(
  "a sender name that looks like another organization of the tree is marked as an imitation: %s",
  async (senderName) => {
    await change("globex", { senderName });
    expect((await scenario.inviteAndDeliver("hank", "globex", "grace")).imitates).toBe(true);
  },
);

test.each([null, "Globex Travel", "Acme Travel Europe Service"])(
  "other sender names aren't marked: %s",
  async (senderName) => {
    await change("globex", { senderName });
    expect((await scenario.inviteAndDeliver("hank", "globex", "grace")).imitates).toBe(false);
  },
);

test.each([
  ["Nord Union Hotels 50", "Νord Union Ηotels 50"], // Greek capitals, whose small letters look like v and n
  ["Nord Union Hotels 50", "Nord Uni০n Hotels 5໐"],
  ["Nord Union Hotels 50", "Nord ᥙnion Hotels 5Օ"],
  ["Nord Union Hotels 50", "Nord Un𑣃on Hotel𑣁 50"],
  ["Nord Union Hotels 50", "N◯rd Uni○n H⭕tels ➎⓿"],
  ["Nord Union Hotels 50", "● Nord Union Hotels 50"],
  ["BHKFGJLMNPQRTY", "ʙʜᴋꜰɢᴊʟᴍɴᴘꞯʀᴛʏ"],
  ["NOKIA", "ΝΟΚΙΑ"],
  ["Νέα Γη", "ΝΕΑ ΓΗ"],
  ["Газпром", "ГАЗПРОМ"],
])("a sender named like %s is known as an imitation: %s", async (name, senderName) => {
  await change("acme", { name });
  await change("globex", { senderName });
  expect((await scenario.inviteAndDeliver("hank", "globex", "grace")).imitates).toBe(true);
});

test.each(["Usher", "USHER ", "Uѕhеr", "Ｕsher™", "● Usher"])(
  "a sender name that looks like Usher's own is marked: %s",
  async (senderName) => {
    await change("globex", { senderName });
    expect((await scenario.inviteAndDeliver("hank", "globex", "grace")).imitates).toBe(true);
  },
);

test.each([
  ["Acme Pоrtal", true],
  ["Acme Portals", false],
  [null, false],
])(
  "a sender name that looks like the configured sender's is marked: %s (%s)",
  async (senderName, imitates) => {
    await change("globex", { senderName });
    const organizationId = scenario.organizations.globex.id;
    const find = (ownName: string) =>
      findSampleInvitation({ db, organizationId, userId: scenario.userId("hank"), ownName });
    expect(await find("Acme Portal")).toMatchObject({ imitates });
    expect(await find("")).toMatchObject({ imitates: false });
  },
);

test("a root organization with the name of the configured sender isn't marked", async () => {
  const organizationId = scenario.organizations.meridian.id;
  const [userId, ownName] = [scenario.userId("ada"), "Meridian Group"];
  expect(await findSampleInvitation({ db, organizationId, userId, ownName })).toMatchObject({
    imitates: false,
  });
});

test("an organization's own name isn't marked, and neither is a name from another tree", async () => {
  await change("acme", { senderName: "Acme-Travel" });
  expect((await scenario.inviteAndDeliver("alex", "acme", "grace")).imitates).toBe(false);
  await change("acme", { senderName: "Orbit Labs" });
  expect((await scenario.inviteAndDeliver("alex", "acme", "linus")).imitates).toBe(false);
});

test("of two organizations with the same name, the newer one is marked", async () => {
  await change("acme", { createdAt: new Date("2026-01-01") });
  await change("globex", { name: "Acme Travel", createdAt: new Date("2026-02-01") });
  expect((await scenario.inviteAndDeliver("hank", "globex", "grace")).imitates).toBe(true);
  expect((await scenario.inviteAndDeliver("alex", "acme", "grace")).imitates).toBe(false);
});

async function change(organization: "acme" | "globex", values: Partial<typeof organizations.$inferInsert>) {
  await db
    .update(organizations)
    .set(values)
    .where(eq(organizations.id, scenario.organizations[organization].id));
}
