import { sql } from "drizzle-orm";
import { expect, test } from "@/e2e/fixtures/http-test";
import { callAction } from "@/e2e/fixtures/server-actions";

test("after 200 unknown usernames within an hour no more are looked up, and that is recorded", async ({
  scenario,
}) => {
  const cookie = await scenario.cookie("alex", "acme");
  const invite = (from: number, count: number, more: string[] = []) =>
    callAction(
      "inviteUsersAction",
      [
        scenario.scope("acme"),
        {
          usernames: [...Array.from({ length: count }, (_, index) => `nobody-${from + index}`), ...more],
          ...{ groupIds: [], requestId: crypto.randomUUID() },
        },
      ],
      { page: scenario.path("acme", "/users"), cookie },
    );
  expect((await invite(0, 150)).data).toMatchObject({ ok: true });
  const outcomes = JSON.stringify((await invite(150, 60, ["grace"])).data);
  expect(outcomes.match(/not-a-user-of-parent/g)).toHaveLength(50);
  expect(outcomes.match(/not-looked-up/g)).toHaveLength(11);
  expect((await invite(0, 1, ["grace"])).data).toMatchObject({
    ...{ ok: false, kind: "limited" },
    message: expect.stringMatching(
      /up to 200 unknown or taken usernames an hour\. Try again in \d+ minutes\.$/,
    ),
  });
  const [row] = await scenario.db.execute<{ recorded: number; invited: number }>(sql`
    select (select count(*)::int from audit_events where organization_id = ${scenario.organizations.acme.id}
        and action = 'invitations.create' and outcome = 'refused'
        and details -> 'reason' ->> 'limit' = 'username-lookups') as recorded,
      (select count(*)::int from invitations where organization_id = ${scenario.organizations.acme.id}) as invited`);
  expect(row).toEqual({ recorded: 1, invited: 0 });
});

test("concurrent lookups are counted like sequential ones", async ({ scenario }) => {
  const cookie = await scenario.cookie("alex", "acme");
  const results = await Promise.all(
    Array.from({ length: 8 }, (_, call) =>
      callAction(
        "inviteUsersAction",
        [
          scenario.scope("acme"),
          {
            usernames: Array.from({ length: 150 }, (_each, index) => `nobody-${call}-${index}`),
            ...{ groupIds: [], requestId: crypto.randomUUID() },
          },
        ],
        { page: scenario.path("acme", "/users"), cookie },
      ),
    ),
  );
  const unknown = results.flatMap(({ data }) => JSON.stringify(data).match(/not-a-user-of-parent/g) ?? []);
  expect(unknown.length, "usernames that were reported as unknown").toBeLessThanOrEqual(200);
});
