import { migrate } from "@/db/migrate";
import { seedDemo } from "@/db/seed/demo";
import { seedLarge } from "@/db/seed/large";
import { Refusal, say } from "./say";

/** Brings the tables up to date. */
export async function migrateDatabase(databaseUrl: string): Promise<void> {
  say("Bringing the tables up to date");
  try {
    await migrate(databaseUrl);
  } catch (cause) {
    if (!isUnreachable(cause)) throw cause;
    const { host, pathname } = new URL(databaseUrl);
    throw new Refusal(
      `The database ${pathname.slice(1)} at ${host} (DATABASE_URL) does not let us in: ${reason(cause)}.`,
      {
        cause,
      },
    );
  }
}

/** Fills it with the demo, unless that is there. */
export async function fillWithDemo(databaseUrl: string): Promise<void> {
  if (await seedDemo(databaseUrl)) say("Filled it with the demo");
}

/** Adds a tree of 10,000 organizations, to see how Usher behaves at that size. @throws Refusal where it is already there */
export async function fillWithLarge(databaseUrl: string): Promise<void> {
  say("Adding 10,000 organizations, 1,000,000 memberships and 5,000,000 audit rows, several minutes …");
  const began = Date.now();
  if (!(await seedLarge(databaseUrl, say))) throw new Refusal("The large tree is already there: /t/large.");
  say(`Done in ${Math.round((Date.now() - began) / 1000)} seconds: sign in at /t/large as lara`);
}

/** Connection refused, unknown host, time-out, wrong password, no such database. */
function isUnreachable(error: unknown) {
  return /^(E[A-Z]+|CONNECT_TIMEOUT|CONNECTION_[A-Z]+|28\w{3}|3D000)$/.test(code(error));
}

function reason(error: unknown) {
  return (error instanceof Error && error.message) || code(error);
}

function code(error: unknown) {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
