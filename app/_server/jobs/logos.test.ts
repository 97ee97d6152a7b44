import { expect, test } from "vitest";
import { createDatabase } from "@/db/client";
import { organizationLogos } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { seedScenario } from "@/db/testing/scenario";
import { cacheLogos } from "./logos";

const { db, url } = testDatabase();

test("many emails read the logo once, and again when it has changed", async () => {
  const { acme } = (await seedScenario(db)).organizations;
  await db
    .insert(organizationLogos)
    .values({ organizationId: acme.id, png: Buffer.from("one"), width: 1, height: 1 });
  const statements: string[] = [];
  const counting = createDatabase(url, { connections: 4, onStatement: (text) => statements.push(text) });
  const logoBytes = cacheLogos(counting);
  const logos = await Promise.all(Array.from({ length: 100 }, () => logoBytes(acme.id, "1")));
  expect(new Set(logos.map(String))).toEqual(new Set(["one"]));
  expect(statements).toHaveLength(1);
  await db.update(organizationLogos).set({ png: Buffer.from("two") });
  expect(String(await logoBytes(acme.id, "2"))).toBe("two");
  expect(statements).toHaveLength(2);
  await counting.close();
});
