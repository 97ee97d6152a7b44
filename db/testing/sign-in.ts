import { eq } from "drizzle-orm";
import { expect } from "vitest";
import type { Database } from "@/db/client";
import { Forbidden } from "@/db/errors";
import { users } from "@/db/schema";
import type { Device } from "@/db/sessions/device";
import type { Session } from "@/db/sessions/session";
import { signIn } from "@/db/sessions/sign-in";
import { cheapHash } from "./passwords";
import { type OrganizationKey, type Scenario, seedScenario } from "./scenario";

export const PASSWORD = "a good long password";

const passwordHash = cheapHash(PASSWORD);

/** A scenario in which everyone in Meridian Group and below has a password. */
export async function seedScenarioWithPasswords(db: Database): Promise<Scenario> {
  const scenario = await seedScenario(db);
  const root = scenario.organizations.meridian.id;
  await db
    .update(users)
    .set({ passwordHash: await passwordHash })
    .where(eq(users.rootId, root));
  return scenario;
}

type Browser = { readonly device?: Device; readonly replaces?: Session };

export function attemptSignIn(
  scenario: Pick<Scenario, "db" | "handle" | "organizations">,
  organization: OrganizationKey,
  username: string,
  password = PASSWORD,
  address = "192.0.2.7",
  browser: Browser = {},
): Promise<Session> {
  return signIn({
    ...browser,
    db: scenario.db,
    address,
    userAgent: "a browser",
    input: {
      root: scenario.handle,
      organizationId: scenario.organizations[organization].id,
      username,
      password,
    },
  });
}

/** Tries wrong passwords for grace. */
export async function failSignIns(
  scenario: Scenario,
  times: number,
  addressOf = (_time: number) => "192.0.2.7",
) {
  for (let time = 0; time < times; time++) {
    await expect(attemptSignIn(scenario, "meridian", "grace", "wrong", addressOf(time))).rejects.toThrow(
      Forbidden,
    );
  }
}
