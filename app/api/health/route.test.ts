import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { getDb } from "@/app/_server/database";
import { testDatabase } from "@/db/testing/database";
import { GET } from "./route";

const { db, url } = testDatabase();

test("health answers 200 with the state of database and queue, and 503 when the database is away", async () => {
  Object.assign(process.env, {
    DATABASE_URL: url,
    SMTP_URL: "smtp://127.0.0.1:1",
    MAIL_FROM: "no-reply@usher.example",
    BASE_URL: "http://localhost:3000",
    AUTH_SECRET: "only for this test, only for this test",
    WORKER: "none",
  });
  await db.execute(sql`select graphile_worker.add_job('something', '{}'::json)`);
  const well = await GET();
  expect(well.status).toBe(200);
  expect(await well.json()).toEqual({
    database: "up",
    queue: { waiting: 1, failing: 0 },
    worker: "elsewhere",
  });

  await getDb().close();
  const ill = await GET();
  expect(ill.status).toBe(503);
  expect(await ill.json()).toEqual({ database: "away", queue: null, worker: "elsewhere" });
});
