import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { createDatabase } from "@/db/client";
import { Limited } from "@/db/errors";
import { consume } from "@/db/limits/limits";
import { testDatabase } from "@/db/testing/database";

const { db, url } = testDatabase();

test("what several processes take is counted together, also at once", async () => {
  const other = createDatabase(url, { connections: 4 });
  const key = randomUUID();
  const tries = Array.from({ length: 20 }, (_, at) =>
    consume(at % 2 ? db : other, "sign-in-account-network", key).then(
      () => "taken",
      (error) => error,
    ),
  );
  const ended = await Promise.all(tries);
  expect(ended.filter((one) => one === "taken")).toHaveLength(10);
  for (const refused of ended.filter((one) => one !== "taken")) expect(refused).toBeInstanceOf(Limited);
  for (const process of [db, other]) {
    await expect(consume(process, "sign-in-account-network", key)).rejects.toThrow(
      "Too many tries for this account from your network. Try again in 15 minutes.",
    );
  }
  await consume(other, "sign-in-account-network", randomUUID());
  await other.close();
});
