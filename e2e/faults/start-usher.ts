import { randomBytes } from "node:crypto";
import { startTcpProxy } from "@/app/_server/testing/tcp-proxy";
import { createDatabase } from "@/db/client";
import { migrate } from "@/db/migrate";
import { DEMO_IDS, DEMO_PASSWORD, seedDemo } from "@/db/seed/demo";
import { dropDatabase, recreateDatabase, withDatabase } from "@/scripts/postgres-server";
import { signIn } from "../security/app";
import { startSecondApp } from "../security/second-app";

/** The tested build with a database of its own, reached by a way that can fail, with the demo in it. */
export async function startUsherApart(env: Readonly<Record<string, string>> = {}) {
  const server = process.env.DATABASE_URL ?? "";
  const name = `apart_${randomBytes(4).toString("hex")}`;
  const url = withDatabase(server, name);
  await recreateDatabase(server, name);
  await migrate(url);
  await seedDemo(url);
  const { hostname, port } = new URL(url);
  const way = await startTcpProxy({ host: hostname, port: Number(port) });
  const app = await startSecondApp({
    DATABASE_URL: Object.assign(new URL(url), { host: `127.0.0.1:${way.port}` }).href,
    ...env,
  });
  const db = createDatabase(url, { application: "usher-test", connections: 2 });

  return {
    base: app.base,
    log: app.log,
    /** Past the way that can fail. */
    db,
    way,
    /** The session's cookie of a person of the demo. */
    cookieOf: (username: string, organization: keyof typeof DEMO_IDS) =>
      signIn(
        { root: "meridian", organizationId: DEMO_IDS[organization], username, password: DEMO_PASSWORD },
        { base: app.base },
      ),
    async stop() {
      await app.stop();
      await way.stop();
      await db.close();
      await dropDatabase(server, name);
    },
  };
}
