/** Where in the tree an address points. It comes from the request: hostile until `findContext` has loaded it. */
export type Scope = { readonly root: string; readonly orgId: string };

/** A scope as an action is sent it: what can be no handle and no id reads as none. */
export function readScope(sent: unknown): Scope {
  const { root, orgId }: { root?: unknown; orgId?: unknown } = sent instanceof Object ? sent : {};
  return { root: shortText(root), orgId: shortText(orgId) };
}

/** Longer than any handle or id. */
const LONGEST_PART = 100;

function shortText(value: unknown): string {
  return typeof value === "string" && value.length <= LONGEST_PART ? value : "";
}

export const MY_ORGANIZATIONS = "/my-organizations";

export const ACCOUNT = "/account";

/** My organizations, for somebody who came for an organization in which there is nothing to manage. */
export function myOrganizationsPath(cameFor: string): string {
  return `${MY_ORGANIZATIONS}?${new URLSearchParams({ at: cameFor })}`;
}

export function consolePath({ root, orgId }: Scope, page = ""): string {
  return `/t/${encodeURIComponent(root)}/o/${encodeURIComponent(orgId)}${page}`;
}

export function signInPath(scope: Scope, next: string): string {
  return `${consolePath(scope, "/sign-in")}?${new URLSearchParams({ next })}`;
}

/** What the sign-in page says has just been done. */
export const SET_PASSWORD = "set-password";

export function passwordSetPath(scope: Scope): string {
  return `${consolePath(scope, "/sign-in")}?${new URLSearchParams({ done: SET_PASSWORD })}`;
}

export function forgotPasswordPath(scope: Scope): string {
  return consolePath(scope, "/forgot-password");
}

/** The same page, which then says what happens, whether there is such an account or not. */
export function passwordAskedPath(scope: Scope): string {
  return `${forgotPasswordPath(scope)}?asked`;
}

export function setPasswordPath(link: string): string {
  return `/set-password/${encodeURIComponent(link)}`;
}

export function acceptPath(link: string): string {
  return `/accept/${encodeURIComponent(link)}`;
}

const LONGEST_PATH = 2_000;

/** A path of this app, whatever was asked for; anything else becomes `fallback`. */
export function pathWithin(asked: unknown, fallback: string): string {
  if (typeof asked !== "string" || asked.length > LONGEST_PATH || !/^\/(?![/\\])[^\s\\\p{Cc}]*$/u.test(asked))
    return fallback;
  const base = "http://here.invalid";
  if (!URL.canParse(asked, base)) return fallback;
  const url = new URL(asked, base);
  // A path that begins with two slashes is another host to a browser: "/.//evil.example" becomes one.
  return url.origin === base && !url.pathname.startsWith("//") ? `${url.pathname}${url.search}` : fallback;
}
