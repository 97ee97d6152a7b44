import { forget } from "@/db/limits/limits";
import { fingerprint } from "@/e2e/fixtures/fingerprint";
import { send, TRACES } from "@/e2e/fixtures/http";
import { expect, test } from "@/e2e/fixtures/http-test";
import { callAction, MULTIPART, multipart } from "@/e2e/fixtures/server-actions";
import { ACTIONS } from "../permissions/actions";
import { seedOrganizations } from "../permissions/organizations";
import { expectNoFault } from "./expect-no-fault";
import { ENDS_SESSION, forgetAttempts, formFields, variantsOf } from "./hostile-texts";

test.describe.configure({ timeout: 600_000 }); // thousands of requests, on a machine that may be busy

const HOSTILE: unknown[] = [
  ...[null, true, 0, -1, 1e308, 2 ** 53, "", "x", [], [[]], {}, { __proto__: { usernames: ["grace"] } }],
  ...["\u0000", "\ud800", "\udfff\ud800", "\u202e", "a".repeat(100_000), { toString: 1 }, { length: 1e9 }],
  ...["$undefined", "$NaN", "$Infinity", "$n12345678901234567890", "$D2026-11-23T00:00:00.000Z", "$Dnever"],
];

test("wrong types, control characters and huge values cause no server error in any action, and change nothing", async ({
  scenario,
}) => {
  const cookie = await scenario.cookie("alex", "acme");
  const leaving = await scenario.cookie("grace", "meridian"); // some actions end the session
  const scope = scenario.scope("acme");
  const before = await fingerprint(scenario);
  const shapes: Record<string, (value: unknown) => unknown[]> = {
    inviteUsersAction: (value) => [
      { usernames: value, groupIds: [], requestId: crypto.randomUUID() },
      { usernames: ["nobody"], groupIds: value, requestId: crypto.randomUUID() },
      { usernames: ["nobody"], groupIds: [value], requestId: value },
      {
        usernames: ["nobody"],
        groupIds: [],
        requestId: crypto.randomUUID(),
        note: [value],
        lifetimeHours: value,
      },
    ],
    deleteInvitationsAction: (value) => [{ invitationIds: value }, { invitationIds: [value] }],
    resendInvitationsAction: (value) => [{ invitationIds: value }, { invitationIds: [value, value] }],
    changeInvitationGroupsAction: (value) => [{ invitationId: value, groupIds: value }],
    resendMatchingAction: (value) => [{ filter: value, search: value, requestId: crypto.randomUUID() }],
    deleteMatchingAction: (value) => [{ filter: "all", search: [value], requestId: value }],
    removeUserAction: (value) => [{ userId: value }],
    removeUsersAction: (value) => [{ userIds: value }, { userIds: [value, value] }],
    countRemovalConsequencesAction: (value) => [{ userIds: value }, { userIds: [value] }],
    listGroupChoicesAction: (value) => [{ search: value }],
    addToGroupAction: (value) => [{ groupId: value, userIds: [value] }],
    disableOrganizationAction: (value) => [{ organizationId: value }],
    deleteOrganizationAction: (value) => [{ organizationId: value, name: value }],
  };
  const others = [
    ...["searchOrganizationsAction", "findOrganizationAction", "signOutAction", "signInAction"],
    ...["createOrganizationAction", "renameOrganizationAction", "enableOrganizationAction"],
    ...[
      "draftInvitationsAction",
      "startBulkActionAction",
      "assignGroupsAction",
      "requestPasswordResetAction",
    ],
  ];
  const links = [
    ...["acceptInvitationAction", "declineInvitationAction", "requestNewLinkAction", "recordOpeningAction"],
    "setPasswordAction",
  ];
  const calls = HOSTILE.flatMap((value): [string, unknown[]][] => [
    ...Object.entries(shapes).flatMap(([name, shapeOf]): [string, unknown[]][] => [
      [name, [value, value]],
      ...[value, ...shapeOf(value)].map((input): [string, unknown[]] => [name, [scope, input]]),
    ]),
    ...[...others, ...links].map((name): [string, unknown[]] => [name, [value, value, value, value]]),
    ...links.map((name): [string, unknown[]] => [name, [value, scope.accountId, value, value]]),
    ["changePasswordAction", [scope.accountId, value, value, value]],
    ["endSessionAction", [scenario.userId("grace"), value, value]],
  ]);
  const page = scenario.path("acme", "/users/invitations");
  await expectNoFault(
    calls.map(async ([name, args]) => {
      const result = await callAction(name, args, { page, cookie: others.includes(name) ? leaving : cookie });
      return result.reply;
    }),
  );
  expect(await fingerprint(scenario)).toBe(before);
  for (const limit of ["sign-in-address", "password-requests-of-address"] as const)
    await forget(scenario.db, limit, "127.0.0.1");
});

test("half a character or a null character in any field of any action is refused or replaced", async ({
  scenario,
}) => {
  test.setTimeout(300_000);
  const { own } = await seedOrganizations(scenario);
  const cookie = await scenario.cookie("alex", "acme");
  const ids = { ...own, accountId: scenario.userId("alex") };
  for (const [name, row] of Object.entries(ACTIONS)) {
    const fields = row.args(ids).flatMap(formFields);
    for (const text of ["a\ud83d", "a\0", `${"x".repeat(199)}😀`]) {
      for (const args of variantsOf(row.args(ids), fields, text)) {
        const caller = ENDS_SESSION.includes(name) ? await scenario.newCookie("sam", "acme") : cookie;
        const { reply } = await callAction(name, args, { page: row.page(own), cookie: caller });
        expect(reply.status, name).toBeLessThan(500);
        expect(reply.body, `${name} of ${JSON.stringify(args)}`).not.toContain(`"kind":"unexpected"`);
      }
    }
    await forgetAttempts(scenario);
  }
});

test("hostile settings and logos are rejected, and change nothing", async ({ scenario }) => {
  const before = await fingerprint(scenario);
  const call = { page: scenario.path("acme", "/settings"), cookie: await scenario.cookie("alex", "acme") };
  const texts = HOSTILE.map((value) => (typeof value === "string" ? value : String(JSON.stringify(value))));
  const settings = texts.map((text) => {
    const fields = [
      "name",
      "lifetime",
      "lifetimeUnit",
      "sessionIdle",
      "sessionIdleUnit",
      "senderName",
      "color",
      "defaultLanguage",
      "shown",
    ];
    return callAction(
      "editSettingsAction",
      [scenario.scope("acme"), null, form(fields, text.slice(0, 10_000))],
      call,
    );
  });
  const png = "\u0089PNG\r\n\u001a\n";
  const files = [
    ...texts,
    "<svg onload='alert(1)'/>",
    png,
    `${png}${"x".repeat(1000)}`,
    "RIFF\0\0\0\0WEBPVP8 ",
  ];
  const logos = [];
  for (const [at, text] of files.entries()) {
    if (at % 10 === 0) await forget(scenario.db, "logos-drawn", scenario.organizations.acme.id);
    const file = new File([Buffer.from(text, "latin1")], "logo.png", { type: "image/png" });
    logos.push(
      await callAction("editLogoAction", [scenario.scope("acme"), null, form(["logo"], file)], call),
    );
  }
  for (const { reply } of [...(await Promise.all(settings)), ...logos]) {
    expect(reply.body).not.toMatch(TRACES);
    expect(reply.body).toContain(`"ok":false,"kind":"invalid","message":"`); // followed by up to 100 kB of what was sent
  }
  expect(await fingerprint(scenario)).toBe(before);
});

test("malformed usernames each get an outcome and don't affect others", async ({ scenario }) => {
  const usernames = [
    "grace",
    "\u0000",
    "\ud800",
    "\u202e",
    "x".repeat(900),
    "a b",
    "'; drop table users; --",
    "  ",
    "ＬＩＮＵＳ",
  ];
  const { data } = await callAction(
    "inviteUsersAction",
    [scenario.scope("acme"), { usernames, groupIds: [], requestId: crypto.randomUUID() }],
    { page: scenario.path("acme", "/users"), cookie: await scenario.cookie("alex", "acme") },
  );
  expect(data).toMatchObject({ ok: true });
  expect(JSON.stringify(data)).toContain(`{"username":"grace","outcome":"invited"}`);
  expect(JSON.stringify(data)).toContain(`{"username":"linus","outcome":"invited"}`);
});

test("a body of more than 1 MB is rejected before it is read", async ({ scenario }) => {
  const cookie = await scenario.cookie("alex", "acme");
  const page = scenario.path("acme", "/users");
  for (const size of [1_100_000, 12_000_000]) {
    const { reply } = await callAction("inviteUsersAction", [], {
      ...{ page, cookie, body: JSON.stringify(["x".repeat(size)]) },
      headers: { "content-length": String(size + 4) },
    });
    expect(reply.status).toBe(413);
    expect(reply.body).toBe("usher-rejected too-large");
  }
});

test("a body that isn't a list of arguments is rejected without revealing how the app is built", async ({
  scenario,
}) => {
  const cookie = await scenario.cookie("alex", "acme");
  const before = await fingerprint(scenario);
  const page = scenario.path("acme", "/users");
  const bodies = [
    "{bad",
    "",
    "[",
    "\u0000",
    `[${"[".repeat(20_000)}${"]".repeat(20_000)}]`,
    '["$1","$K1","$F1"]',
    multipart(["x"]),
  ];
  for (const body of bodies) {
    for (const headers of [
      {},
      { "content-type": MULTIPART },
      { "content-type": "multipart/form-data" },
      { "next-action": "x" },
    ] as Record<string, string>[]) {
      const { reply } = await callAction("inviteUsersAction", [], { page, cookie, body, headers });
      expect(reply.status).not.toBe(303);
      expect(reply.body).not.toMatch(TRACES);
    }
  }
  expect(await fingerprint(scenario)).toBe(before);
  expect((await send("/api/health")).status).toBe(200);
});

function form(names: readonly string[], value: string | File): FormData {
  const data = new FormData();
  for (const name of names) data.set(name, value);
  return data;
}
