import { forget } from "@/db/limits/limits";
import { inputFields } from "@/db/testing/input-schemas";
import { send } from "@/e2e/fixtures/http";
import { expect, type Scenario } from "@/e2e/fixtures/http-test";
import { formData } from "@/e2e/fixtures/server-actions";
import { ACTIONS } from "../permissions/actions";
import type { Ids } from "../permissions/organizations";
import { PAGES, pathOf } from "../permissions/pages";

/** Parameters that few pages link to. */
const RARE_PARAMS = [
  "after",
  "before",
  "object",
  "day",
  "from",
  "to",
  "draft",
  "next",
  "done",
  "requested",
  "callbackUrl",
  "page",
];

/** These end the session that calls them. */
export const ENDS_SESSION = ["signOutAction", "signOutEverywhereAction", "endSessionAction"];

/** Every parameter in the links and forms of the pages. */
export async function findParams(own: Ids, cookie: string): Promise<string[]> {
  const pages = await Promise.all(
    Object.keys(PAGES).map((pattern) => send(pathOf(pattern, own), { cookie })),
  );
  const names = pages.flatMap(({ body }) => [
    ...[...body.matchAll(/href="[^"]*[?;]([a-z]+)=/gi)].map(([, name = ""]) => name),
    ...[...body.matchAll(/<input[^>]* name="([a-z]+)"/gi)].map(([, name = ""]) => name),
  ]);
  expect(names).toEqual(expect.arrayContaining(["q", "sort", "status"]));
  return [...new Set([...names, ...RARE_PARAMS])];
}

/** The fields of all forms and inputs. */
export async function findFields(ids: Parameters<(typeof ACTIONS)[string]["args"]>[0]): Promise<string[]> {
  const sent = Object.values(ACTIONS).flatMap((row) => row.args(ids).flatMap(formFields));
  return [...new Set([...sent, ...(await inputFields())])];
}

/** The fields of a form; none of other arguments. */
export function formFields(arg: unknown): string[] {
  return arg instanceof FormData ? [...arg.keys()] : [];
}

/** The arguments with each text replaced by the hostile one; in forms also the fields that they leave out, two at a time. */
export function variantsOf(args: readonly unknown[], fields: readonly string[], text: string): unknown[][] {
  return args.flatMap((arg, at) =>
    (arg instanceof FormData ? formVariants(arg, fields, text) : textVariants(arg, text)).map((variant) =>
      args.with(at, variant),
    ),
  );
}

function textVariants(value: unknown, text: string): unknown[] {
  if (typeof value === "string") return [text];
  if (Array.isArray(value))
    return value.flatMap((item, at) => textVariants(item, text).map((one) => value.with(at, one)));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    textVariants(item, text).map((one) => ({ ...value, [name]: one })),
  );
}

function formVariants(sent: FormData, fields: readonly string[], text: string): FormData[] {
  const given: Record<string, string | File> = Object.fromEntries(sent);
  const files = { file: new File([`username,groups\n${text},${text}`], "users.csv"), way: "file" };
  return [
    ...inParts(fields, 2).map((names) =>
      formData({ ...given, ...Object.fromEntries(names.map((name) => [name, text])) }),
    ),
    formData({ ...given, ...files }),
  ];
}

export function inParts(names: readonly string[], size: number): string[][] {
  return names.flatMap((_, index) => (index % size === 0 ? [names.slice(index, index + size)] : []));
}

export async function forgetAttempts({ db }: Scenario): Promise<void> {
  for (const limit of [
    "sign-in-address",
    "password-requests-of-address",
    "link-requests-from-address",
  ] as const)
    await forget(db, limit, "127.0.0.1");
}
