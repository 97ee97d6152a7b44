import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { Conflict, Forbidden } from "@/db/errors";
import { consume, giveBack } from "@/db/limits/limits";
import type { RequestContext } from "@/db/request-context";
import { bulkActions } from "@/db/schema";
import { matchingInput, pendingInvitations, runToTheEnd } from "@/db/testing/bulk-actions";
import { testDatabase } from "@/db/testing/database";
import { auditOf, letTimePass } from "@/db/testing/queries";
import { race } from "@/db/testing/race";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { deleteMatching, resendMatching } from "./start-matching";

const { db } = testDatabase();
let scenario: Scenario;
beforeEach(async () => {
  scenario = await seedScenario(db);
});

const alex = () => scenario.contextOf("alex", "acme");

const pending = async () => (await pendingInvitations(scenario)).map(({ username }) => username);

describe("a bulk action on all matching invitations", () => {
  test("is created once for identical requests, even simultaneous ones", async () => {
    await scenario.invite("alex", "acme", ["grace", "linus"]);
    await letTimePass(scenario, "acme", "1 hour");
    const [ctx, input] = [await alex(), matchingInput()];
    const results = await race(
      db,
      Array.from({ length: 3 }, () => () => resendMatching({ ctx, input })),
    );
    const id = await resendMatching({ ctx, input });
    for (const result of results) expect(result).toEqual({ status: "fulfilled", value: id });
    await runToTheEnd(db, id);
    expect(await resendMatching({ ctx, input })).toBe(id);
    expect(await auditOf(scenario, "acme", "bulk-actions.start")).toHaveLength(1);
    expect(await auditOf(scenario, "acme", "invitations.resend")).toHaveLength(2);
  });

  test.each([
    ["resend", resendMatching],
    ["delete", deleteMatching],
  ] as const)("to %s can't start while another one is running", async (kind, start) => {
    await scenario.invite("alex", "acme", ["grace", "linus"]);
    await scenario.invite("ada", "globex", ["grace"]);
    const [ctx, other] = [await alex(), kind === "resend" ? deleteMatching : resendMatching];
    const results = await race(
      db,
      Array.from({ length: 3 }, () => () => start({ ctx, input: matchingInput() })),
    );
    const started = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    expect(started).toHaveLength(1);
    for (const result of results) {
      if (result.status === "rejected") expect(result.reason).toBeInstanceOf(Conflict);
    }
    const ada = await scenario.contextOf("ada", "acme");
    await expect(start({ ctx: ada, input: matchingInput() })).rejects.toThrow(
      "A bulk action of this kind is already running. Wait until it finishes, or cancel it.",
    );
    await start({ ctx: await scenario.contextOf("ada", "globex"), input: matchingInput() });
    await runToTheEnd(db, started[0] ?? "");
    await scenario.invite("alex", "acme", ["dennis"]);
    await runToTheEnd(db, await start({ ctx: ada, input: matchingInput({ search: "dennis" }) }));
    await scenario.invite("alex", "acme", ["margaret"]);
    await other({ ctx, input: matchingInput({ search: "margaret" }) });
  });

  test.each([
    ["resend", resendMatching],
    ["delete", deleteMatching],
  ] as const)(
    "a user can %s 20 times a day in an organization, which leaves their colleagues' as they are",
    async (kind, start) => {
      await scenario.invite("alex", "acme", ["grace"]);
      const [ctx, input] = [await alex(), matchingInput()];
      const id = await start({ ctx, input });
      const key = `${ctx.organization.id} ${ctx.actor.id} ${kind}`;
      await consume(db, "bulk-changes", key, 19);
      expect(await start({ ctx, input }), "repeated").toBe(id);
      await runToTheEnd(db, id);
      await scenario.invite("alex", "acme", ["linus"]);
      await expect(start({ ctx, input: matchingInput() })).rejects.toThrow(
        /^You can resend or delete all matching invitations of an organization 20 times a day\. Try again in 24 hours\.$/,
      );
      expect(await pending()).toContain("linus");
      const ada = await scenario.contextOf("ada", "acme");
      await runToTheEnd(db, await start({ ctx: ada, input: matchingInput() }));
      await scenario.invite("alex", "acme", ["margaret"]);
      await giveBack(db, "bulk-changes", key, 2); // one was rejected
      await expect(start({ ctx, input: matchingInput({ search: "nobody at all" }) })).rejects.toThrow(
        Conflict,
      );
      await start({ ctx, input: matchingInput() });
      await (kind === "resend" ? deleteMatching : resendMatching)({ ctx, input: matchingInput() });
    },
  );

  test("is rejected if no invitation matches, and no bulk action is created", async () => {
    const ctx = await alex();
    await expect(deleteMatching({ ctx, input: matchingInput() })).rejects.toThrow(Conflict);
    expect(
      await db
        .select()
        .from(bulkActions)
        .where(eq(bulkActions.organizationId, scenario.organizations.acme.id)),
    ).toEqual([]);
  });

  test("leaves out invitations of other organizations", async () => {
    await scenario.invite("ada", "globex", ["grace"]);
    await expect(deleteMatching({ ctx: await alex(), input: matchingInput() })).rejects.toThrow(Conflict);
  });

  test.each([
    ["invitations.send", resendMatching],
    ["invitations.delete", deleteMatching],
  ] as const)("needs %s and invitations.view", async (permission, startMatching) => {
    await scenario.invite("alex", "acme", ["grace"]);
    const ctx = await alex();
    const without = (
      ...permissions: RequestContext["permissions"] extends ReadonlySet<infer P> ? P[] : never
    ) => ({
      ...ctx,
      permissions: new Set([...ctx.permissions].filter((permission) => !permissions.includes(permission))),
    });
    await expect(startMatching({ ctx: without(permission), input: matchingInput() })).rejects.toThrow(
      Forbidden,
    );
    await expect(startMatching({ ctx: without("invitations.view"), input: matchingInput() })).rejects.toThrow(
      Forbidden,
    );
    expect(await pending()).toEqual(["grace"]);
  });
});
