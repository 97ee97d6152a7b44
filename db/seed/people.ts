import type { Transaction } from "@/db/client";
import { insertAccounts } from "@/db/users/insert";
import type { DemoOrganization, insertDemoOrganizations } from "./organizations";

/** The people of the demo and of all tests, by their usernames, in the organizations that manage their accounts. */
export const PEOPLE = {
  ada: { organization: "meridian", name: "Ada Winter" },
  grace: { organization: "meridian", name: "Grace Holloway" },
  linus: { organization: "meridian", name: "Linus Berg" },
  margaret: { organization: "meridian", name: "Margaret Hale" },
  dennis: { organization: "meridian", name: "Dennis Ray" },
  barbara: { organization: "meridian", name: "Barbara Lund" },
  ken: { organization: "meridian", name: "Ken Thorne" },
  alex: { organization: "acme", name: "Alex Morgan" },
  sam: { organization: "acme", name: "Sam Rivera" },
  elena: { organization: "europe", name: "Elena Rossi" },
  hank: { organization: "globex", name: "Hank Miller" },
  mallory: { organization: "orbit", name: "Mallory Reed" },
} as const satisfies Record<string, { organization: DemoOrganization; name: string }>;

export type Person = keyof typeof PEOPLE;

/** The administrator of each organization. */
export const ADMINISTRATORS = {
  meridian: "ada",
  acme: "alex",
  europe: "elena",
  globex: "hank",
  orbit: "mallory",
} as const satisfies Record<DemoOrganization, Person>;

const DOMAINS = {
  meridian: "meridian",
  acme: "acme-travel",
  europe: "acme-travel-europe",
  globex: "globex-retail",
  orbit: "orbit",
} as const satisfies Record<DemoOrganization, string>;

/** @param suffix is added to the domain, for a database with several demos */
export function emailOf(person: Person, suffix = ""): string {
  return `${person}@${DOMAINS[PEOPLE[person].organization]}${suffix}.example`;
}

type InsertPeopleOptions = {
  readonly suffix?: string;
  /** The hash of everyone's password. Null if nobody has one. */
  readonly passwordHash: string | null;
};

/**
 * Inserts the people into the demo's organizations. barbara has no email address, and ken is disabled.
 * @returns each person's user id
 */
export async function insertPeople(
  tx: Transaction,
  organizations: Awaited<ReturnType<typeof insertDemoOrganizations>>,
  { suffix, passwordHash }: InsertPeopleOptions,
): Promise<ReadonlyMap<Person, string>> {
  const people = Object.keys(PEOPLE) as Person[]; // Object.keys returns string[].
  const accounts = people.map((username) => {
    const { organization, name } = PEOPLE[username];
    const { id, rootId, administratorsGroupId } = organizations[organization];
    const isAdministrator = ADMINISTRATORS[organization] === username;
    return {
      organizationId: id,
      rootId,
      username,
      name,
      email: username === "barbara" ? null : emailOf(username, suffix),
      passwordHash,
      disabled: username === "ken",
      groupIds: isAdministrator ? [administratorsGroupId] : [],
    };
  });
  const ids = await insertAccounts(tx, accounts);
  return new Map(people.map((person, at) => [person, ids[at] ?? ""]));
}
