import { randomUUID } from "node:crypto";
import type { Transaction } from "@/db/client";
import { insertAdministrators } from "@/db/organizations/insert";
import { organizations } from "@/db/schema";

const NAMES = {
  meridian: "Meridian Group",
  acme: "Acme Travel",
  europe: "Acme Travel Europe",
  globex: "Globex Retail",
  orbit: "Orbit Labs",
} as const;

export type DemoOrganization = keyof typeof NAMES;
type Ids = Readonly<Record<DemoOrganization, string>>;

/**
 * Inserts the demo's organizations, with a statement for each table.
 * @returns the id of each organization, of its group Administrators, and of the root of its tree
 */
export async function insertDemoOrganizations(
  tx: Transaction,
  handles: { readonly meridian: string; readonly orbit: string },
  { meridian, acme, europe, globex, orbit }: Ids = randomIds(),
) {
  await tx.insert(organizations).values([
    { id: meridian, name: NAMES.meridian, path: [meridian], handle: handles.meridian },
    { id: acme, name: NAMES.acme, path: [meridian, acme] },
    { id: europe, name: NAMES.europe, path: [meridian, acme, europe] },
    { id: globex, name: NAMES.globex, path: [meridian, globex] },
    { id: orbit, name: NAMES.orbit, path: [orbit], handle: handles.orbit },
  ]);
  const administrators = await insertAdministrators(tx, [meridian, acme, europe, globex, orbit]);
  const [ofMeridian = "", ofAcme = "", ofEurope = "", ofGlobex = "", ofOrbit = ""] = administrators;
  return {
    meridian: { id: meridian, rootId: meridian, administratorsGroupId: ofMeridian },
    acme: { id: acme, rootId: meridian, administratorsGroupId: ofAcme },
    europe: { id: europe, rootId: meridian, administratorsGroupId: ofEurope },
    globex: { id: globex, rootId: meridian, administratorsGroupId: ofGlobex },
    orbit: { id: orbit, rootId: orbit, administratorsGroupId: ofOrbit },
  };
}

function randomIds(): Ids {
  return {
    meridian: randomUUID(),
    acme: randomUUID(),
    europe: randomUUID(),
    globex: randomUUID(),
    orbit: randomUUID(),
  };
}
