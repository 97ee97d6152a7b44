import { performance } from "node:perf_hooks";
import { forget } from "@/db/limits/limits";
import { hashPassword } from "@/db/passwords/hash";
import { disableUser } from "@/db/users/disable";
import { send, signIn, trySignIn } from "@/e2e/fixtures/http";
import { expect, PASSWORD, type Scenario, test } from "@/e2e/fixtures/http-test";
import { callAction, formData } from "@/e2e/fixtures/server-actions";

const NEW_PASSWORD = "gravel tulip monday orbit";

// The requests must not block the address for tests that run at the same time.
test.afterEach(async ({ db }) => {
  await forget(db, "password-requests-of-address", "127.0.0.1");
  await forget(db, "sign-in-address", "127.0.0.1");
});

test("requesting a password link gets the same response in about the same time for every username", async ({
  scenario,
}) => {
  const names = ["grace", "ken", "barbara", "nobody", "alex", "mallory"];
  const [fastest, results] = [new Map<string, number>(), new Set<string>()];
  for (let time = 0; time < 5; time++) {
    for (const username of names) {
      const began = performance.now();
      const { data, redirect, reply } = await ask(scenario, username);
      const took = performance.now() - began;
      fastest.set(username, Math.min(fastest.get(username) ?? Number.POSITIVE_INFINITY, took));
      results.add(JSON.stringify([data, redirect, reply.status]));
    }
  }
  expect(results.size).toBe(1);
  for (const username of names) {
    const { data } = await ask(scenario, username);
    results.add(
      JSON.stringify(data)
        .replace(`"${username}"`, "")
        .replace(/\d+ minutes/, ""),
    );
  }
  expect(results.size, "one for a request, one for too many of them").toBe(2);
  const times = [...fastest.values()];
  expect(Math.max(...times) / Math.min(...times), JSON.stringify([...fastest])).toBeLessThan(3);
});

test("an ended session, a changed password and a disabled account take effect at the next request", async ({
  scenario,
}) => {
  const browser = () => signIn(scenario.credentials("linus", "meridian"));
  const isSignedIn = async (cookie: string) => (await send("/account", { cookie })).status === 200;
  const [here, there, third] = [await browser(), await browser(), await browser()];
  for (const cookie of [here, there, third]) expect(await isSignedIn(cookie)).toBe(true);

  await callAction("signOutAction", ["/"], { page: "/account", cookie: third });
  expect(await isSignedIn(third)).toBe(false);
  await callAction(
    "changePasswordAction",
    [scenario.userId("linus"), null, formData({ current: PASSWORD, password: NEW_PASSWORD })],
    { page: "/account", cookie: here },
  );
  expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([true, false]);
  const old = await trySignIn(scenario.credentials("linus", "meridian"));
  expect(old.headers.location).toContain("error=");

  const link = await scenario.passwordLinkFor("linus");
  await setBy(link, PASSWORD.concat(" again"));
  expect(await isSignedIn(here)).toBe(false);
  const again = await signIn({ ...scenario.credentials("linus", "meridian"), password: `${PASSWORD} again` });
  expect(await isSignedIn(again)).toBe(true);
  await disableUser({
    ctx: await scenario.contextOf("ada", "meridian"),
    input: { userId: scenario.userId("linus") },
  });
  expect(await isSignedIn(again)).toBe(false);
});

test("passwords that were entered are in no response", async ({ scenario }) => {
  const link = await scenario.passwordLinkFor("grace");
  const cookie = await scenario.cookie("grace", "meridian");
  const results = [
    await setBy(link, "password1234"),
    await callAction(
      "changePasswordAction",
      [scenario.userId("grace"), null, formData({ current: "my old one", password: "password1234" })],
      {
        page: "/account",
        cookie,
      },
    ),
    await callAction(
      "changePasswordAction",
      [scenario.userId("grace"), null, formData({ current: "my old one", password: NEW_PASSWORD })],
      {
        page: "/account",
        cookie,
      },
    ),
  ];
  for (const { data, reply } of results) {
    expect(data).toMatchObject({ ok: false, kind: "invalid" });
    for (const secret of ["password1234", "my old one", NEW_PASSWORD])
      expect(reply.body).not.toContain(secret);
  }
  const stored = await hashPassword(PASSWORD);
  expect((await send("/account", { cookie })).body).not.toContain(stored.slice(0, 12));
});

function setBy(link: string, password = NEW_PASSWORD) {
  return callAction("setPasswordAction", [link, null, formData({ password })], {
    page: `/set-password/${link}`,
  });
}

function ask(scenario: Scenario, username: string) {
  const page = scenario.path("meridian", "/forgot-password");
  return callAction(
    "requestPasswordResetAction",
    [scenario.scope("meridian"), null, formData({ username })],
    {
      page,
    },
  );
}
