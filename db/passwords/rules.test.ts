import { expect, test } from "vitest";
import { passwordProblem } from "@/db/passwords/rules";
import { processorTime } from "@/db/testing/processor-time";

const grace = { username: "grace", name: "Grace Holloway", organizationName: "Meridian Group" };

test.each([
  "gravel tulip monday orbit",
  "correct horse battery staple",
  "zq8Vh2LpW0xk",
  " spaces  count   too ",
  "пароль для работы",
  "密码很长很长而且没有人知道它",
  "🦀 crabs walk sideways",
  "null\0and\ttabs are fine",
  "<script>alert('x')</script>",
  "q7".repeat(2) + "Lm0x!vBn2#Rt5^Yp8&Kd".repeat(6).slice(0, 124),
])("%j is accepted", (password) => expect(passwordProblem(password, grace)).toBeNull());

test.each(["", "short", "elevenchars", "é".normalize("NFD").repeat(11), "🦀".repeat(11)])(
  "%j is too short",
  (password) => expect(passwordProblem(password, grace)).toEqual({ code: "password-too-short", min: 12 }),
);

const TOO_LONG = { code: "password-too-long", max: 128 };

test("length is counted in visible characters", () => {
  expect(passwordProblem("🦀a🐙b🦑c🐚d🦞e🐠f", grace)).toBeNull();
  expect(passwordProblem("🦀".repeat(129), grace)).toEqual(TOO_LONG);
  expect(passwordProblem("x".repeat(100_000), grace)).toEqual(TOO_LONG);
});

test.each([
  ["password1234", "password-common"],
  ["P@ssw0rd2026!!", "password-common"],
  ["Iloveyou1234", "password-common"],
  ["password password", "password-common"],
  ["aaaaaaaaaaaa", "password-repetitive"],
  ["hunter2hunter2", "password-repetitive"],
  ["abcdefghijkl", "password-repetitive"],
  ["            ", "password-repetitive"],
  ["Grace Holloway", "password-like-owner"],
  ["graceholloway99", "password-like-owner"],
  ["meridian2026!", "password-like-owner"],
])("%j is rejected with the reason", (password, code) =>
  expect(passwordProblem(password, grace)).toEqual({ code }),
);

test("a password close to one user's name is accepted for another user", () => {
  const other = { username: "x", name: "Somebody Else", organizationName: "Orbit Labs" };
  expect(passwordProblem("holloway meridian", other)).toBeNull();
  expect(passwordProblem("holloway meridian", grace)).not.toBeNull();
});

test.each(["19", "0100110"])("checking %j, repeated, takes linear time", (part) => {
  // For 4 times the length, linear time takes 4 times as long, and quadratic time 16 times.
  expect(timeOf(repeated(part, 128))).toBeLessThan(12 * timeOf(repeated(part, 32)));
});

test("characters that can stand for several letters take little more time than letters", () => {
  expect(timeOf(repeated("p4$$w0rd", 32))).toBeLessThan(12 * timeOf(repeated("pamjword", 32)));
});

function repeated(part: string, length: number): string {
  return part.repeat(length).slice(0, length);
}

/** Times 20 checks after a warm-up. */
function timeOf(password: string): number {
  const check = (times: number) => {
    for (let time = 0; time < times; time++) passwordProblem(password, grace);
  };
  check(5);
  return processorTime(() => check(20));
}

test("a password that is far too long is rejected before it is normalized", () => {
  const before = process.cpuUsage();
  expect(passwordProblem("a".concat("\u0301\u0323".repeat(500_000)), grace)).toEqual(TOO_LONG);
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(100);
});
