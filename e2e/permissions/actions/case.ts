import type { Scenario } from "@/e2e/fixtures/http-test";
import type { Standing } from "../actors";
import type { Ids, OrganizationName } from "../organizations";

/** What an action answers: "done", the kind of its refusal, or for a redirect where it leads. */
export type Result = "done" | "forbidden" | "not-found" | "conflict" | "invalid" | "nothing" | `to ${string}`;

export type Asked = {
  readonly standing: Standing;
  readonly organization: OrganizationName;
  readonly ids: Ids;
};

export type ActionCase = {
  /** The page from which it is called. */
  readonly page: (ids: Ids) => string;
  readonly args: (ids: Ids) => readonly unknown[];
  /** With "done" and redirects it may change something, with all else it must not. */
  readonly answer: (asked: Asked) => Result;
  /** What a call that is "done" takes away, made anew for each. */
  readonly fresh?: (scenario: Scenario, target: Pick<Asked, "organization" | "ids">) => Promise<Partial<Ids>>;
  /** What whoever may do it in their own organization is told of ids of another there, unless that these are not found. */
  readonly ofForeignIds?: Result;
  /** Where makes no difference: it is about one's own account. */
  readonly anywhere?: true;
  /** Who asks makes no difference, so that only one does: whoever is named, or a member of another root. */
  readonly sameForAll?: true | "somebody signed out";
};

export type ActionCases = Readonly<Record<string, ActionCase>>;
