import { randomUUID } from "node:crypto";
import { verify } from "@node-rs/argon2";
import { sql } from "drizzle-orm";
import { hashPassword } from "@/db/passwords/hash";
import { signIn } from "@/db/sessions/sign-in";
import { type Figure, medianTimeOf, sideBySide } from "./measure";
import type { Stage } from "./stage";

const PASSWORD = "a password of the bench";
const TIMES = 20;

/** Signing in, beside what the password's hash alone costs. */
export async function benchSignIn(stage: Stage): Promise<Figure[]> {
  const [username = ""] = stage.usernames;
  const hash = await hashPassword(PASSWORD);
  await stage.db.execute(sql`
    update users set password_hash = ${hash} where root_id = ${stage.vendorId} and username = ${username}`);
  const input = { root: stage.handle, organizationId: stage.vendorId, username, password: PASSWORD };
  const { ours, floor } = await sideBySide(
    () =>
      medianTimeOf(TIMES, () =>
        signIn({ db: stage.db, input, address: randomUUID(), userAgent: "a browser" }),
      ),
    () => medianTimeOf(TIMES, () => verify(hash, PASSWORD)),
  );
  return [{ work: "sign-in", unit: "ms", ours, floor, wanted: { atMost: 1 + 5 / floor.median } }];
}
