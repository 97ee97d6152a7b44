import type { Scenario } from "@/e2e/fixtures/http-test";
import { ALL_PERMISSIONS, type Permission } from "@/lib/permissions";
import type { Access } from "../actors";
import type { Ids, OrganizationName } from "../organizations";

/** "done", the kind of the rejection, or where the action redirects to. */
export type Result = "done" | "forbidden" | "not-found" | "conflict" | "invalid" | "nothing" | `to ${string}`;

export type ActionRequest = {
  readonly access: Access;
  /** Empty for an actor without a session cookie of the app. */
  readonly accountId: string;
  readonly organization: OrganizationName;
  readonly ids: Ids;
};

/** What the page binds to the action, and what its script or form sends. */
type ActionIds = Ids & { /** The account for which the page was drawn. */ readonly accountId: string };

export type ActionCase = {
  /** The page from which it is called. */
  readonly page: (ids: Ids) => string;
  readonly args: (ids: ActionIds) => readonly unknown[];
  /** Only calls that are "done" may change anything. */
  readonly expected: (request: ActionRequest) => Result;
  /** Creates what a call that is "done" uses up. */
  readonly prepare?: (
    scenario: Scenario,
    target: Pick<ActionRequest, "organization" | "ids">,
  ) => Promise<Partial<Ids>>;
  /** The result with ids of another organization, for actors who have the permission in their own; "not-found" by default. */
  readonly expectedForForeignIds?: Result;
  /** The result with every id that isn't the caller's own, also a malformed one. */
  readonly expectedForEveryId?: Result;
  /** The organization makes no difference, because the action is about one's own account. */
  readonly sameEverywhere?: true;
  /** The caller makes no difference, so only one actor calls it: the one named here, or a member of another root. */
  readonly sameForEveryone?: true | "somebody signed out";
};

export type ActionCases = Readonly<Record<string, ActionCase>>;

/** The result of an action that needs one permission. */
export function resultFor(permission: Permission, { access }: ActionRequest): Result {
  switch (access) {
    case "signed out":
    case "absent":
    case "no rights":
      return "forbidden";
    case "foreign":
      return "not-found";
    default:
      return access.has(permission) ? "done" : "forbidden";
  }
}

export function hasAllPermissions(access: Access): boolean {
  return access === ALL_PERMISSIONS;
}

export function isSignedIn(access: Access): boolean {
  return access !== "signed out" && access !== "absent";
}
