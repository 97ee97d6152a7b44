import { randomUUID } from "node:crypto";
import { verify } from "@node-rs/argon2";
import { sql } from "drizzle-orm";
import { hashPassword } from "@/db/passwords/hash";
import { signIn } from "@/db/sessions/sign-in";
import { compare, type Figure, medianTimeOf } from "./measure";
import type { Scenario } from "./scenario";

const PASSWORD = "a password of the bench";
const TIMES = 20;

/** Signing in, beside what the password's hash alone costs. */
export async function benchSignIn(scenario: Scenario): Promise<Figure[]> {
  const [username = ""] = scenario.usernames;
  const hash = await hashPassword(PASSWORD);
  await scenario.db.execute(sql`
    update users set password_hash = ${hash} where root_id = ${scenario.vendorId} and username = ${username}`);
  const input = { root: scenario.handle, organizationId: scenario.vendorId, username, password: PASSWORD };
  const { ours, floor } = await compare(
    () =>
      medianTimeOf(TIMES, () =>
        signIn({ db: scenario.db, input, address: randomUUID(), userAgent: "a browser" }),
      ),
    () => medianTimeOf(TIMES, () => verify(hash, PASSWORD)),
  );
  return [{ work: "sign-in", unit: "ms", ours, floor, wanted: { atMost: 1 + 5 / floor.median } }];
}
