import type { RequestContext } from "@/db/request-context";

/** The organization in a URL. It comes from the request, so it isn't trusted until `findContext` has loaded it. */
export type Scope = { readonly root: string; readonly orgId: string };

/** What the actions of a console page are bound to: its organization, and the account for which it was rendered. */
export type ActionScope = Scope & { readonly accountId: string };

export function scopeOf({ organization, actor }: RequestContext): ActionScope {
  return { root: organization.handle, orgId: organization.id, accountId: actor.id };
}

/** React replaces what it can't decode with functions that throw when they are read, so only objects are read. */
function partsOf(sent: unknown): { readonly [name in keyof ActionScope]?: unknown } {
  return typeof sent === "object" && sent !== null ? sent : {};
}

/** The scope that a client sent to an action. Values that can't be a handle or id read as empty. */
export function readScope(sent: unknown): Scope {
  const { root, orgId } = partsOf(sent);
  return { root: shortText(root), orgId: shortText(orgId) };
}

/** The account for which the page was rendered, according to the client. */
export function readAccountId(sent: unknown): string {
  return shortText(partsOf(sent).accountId);
}

/** Longer than any handle or id. */
const MAX_PART_LENGTH = 100;

function shortText(value: unknown): string {
  // PostgreSQL stores neither null characters nor halves of characters, and URLs contain none.
  return typeof value === "string" && value.length <= MAX_PART_LENGTH && !/[\0\p{Cs}]/u.test(value)
    ? value
    : "";
}

export const MY_ORGANIZATIONS = "/my-organizations";

/** My organizations, with the result of responding to an invitation. */
export function respondedPath(response: "declined" | "closed" | "other-account"): string {
  return `${MY_ORGANIZATIONS}?${new URLSearchParams({ response })}`;
}

export const ACCOUNT = "/account";

/** My organizations, for a user who has no permissions in the organization that they wanted to open. */
export function myOrganizationsPath(cameFor: string): string {
  return `${MY_ORGANIZATIONS}?${new URLSearchParams({ at: cameFor })}`;
}

/** The page that shows a new member what they can do in an organization. Accepting an invitation leads there. */
export function welcomePath(organizationId: string): string {
  return `/welcome/${encodeURIComponent(organizationId)}`;
}

export function consolePath({ root, orgId }: Scope, page = ""): string {
  return `/t/${encodeURIComponent(root)}/o/${encodeURIComponent(orgId)}${page}`;
}

export function signInPath(scope: Scope, next: string): string {
  return `${consolePath(scope, "/sign-in")}?${new URLSearchParams({ next })}`;
}

/** Where people sign in to an organization, as an address that they can share. A root organization has a short one. */
export function signInAddress({ root, orgId }: Scope, isRoot: boolean, baseUrl: string): string {
  const path = isRoot ? `/t/${encodeURIComponent(root)}` : consolePath({ root, orgId }, "/sign-in");
  return new URL(path, baseUrl).href;
}

/** Tells the form of a bulk invite to take over what was entered in the invite dialog. */
export const FROM_DIALOG = "dialog";

/** Tells the sign-in page to say that the password was set. */
export const SET_PASSWORD = "set-password";

/** @param next where to go after signing in; by default to the console */
export function passwordSetPath(scope: Scope, next?: string): string {
  return `${consolePath(scope, "/sign-in")}?${new URLSearchParams({ done: SET_PASSWORD, ...(next && { next }) })}`;
}

export function forgotPasswordPath(scope: Scope): string {
  return consolePath(scope, "/forgot-password");
}

/** The same page, which then says what happens next, whether the account exists or not. */
export function passwordRequestedPath(scope: Scope): string {
  return `${forgotPasswordPath(scope)}?requested`;
}

export function setPasswordPath(link: string): string {
  return `/set-password/${encodeURIComponent(link)}`;
}

export function acceptPath(link: string): string {
  return `/accept/${encodeURIComponent(link)}`;
}

const MAX_PATH_LENGTH = 2_000;

/** The requested path if it is a path of this app, otherwise `fallback`. */
export function pathWithin(requested: unknown, fallback: string): string {
  if (
    typeof requested !== "string" ||
    requested.length > MAX_PATH_LENGTH ||
    !/^\/(?![/\\])[^\s\\\p{Cc}]*$/u.test(requested)
  )
    return fallback;
  const base = "http://here.invalid";
  if (!URL.canParse(requested, base)) return fallback;
  const url = new URL(requested, base);
  // Browsers read a path that begins with two slashes as a host, and "/.//evil.example" becomes one.
  return url.origin === base && !url.pathname.startsWith("//") ? `${url.pathname}${url.search}` : fallback;
}
