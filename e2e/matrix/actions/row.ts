import type { World } from "../../security/world";
import type { Standing } from "../people";
import type { Ids, PlaceName } from "../places";

/** What an action answers: "done", the kind of its refusal, or for a redirect where it leads. */
export type Told = "done" | "forbidden" | "not-found" | "conflict" | "invalid" | "nothing" | `to ${string}`;

export type Asked = { readonly standing: Standing; readonly place: PlaceName; readonly ids: Ids };

export type Row = {
  /** The page from which it is called. */
  readonly page: (ids: Ids) => string;
  readonly args: (ids: Ids) => readonly unknown[];
  /** With "done" and redirects it may change something, with all else it must not. */
  readonly answer: (asked: Asked) => Told;
  /** What a call that is "done" takes away, made anew for each. */
  readonly fresh?: (world: World, target: Pick<Asked, "place" | "ids">) => Promise<Partial<Ids>>;
  /** What whoever may do it in their own organization is told of ids of another there, unless that these are not found. */
  readonly ofForeignIds?: Told;
  /** Where makes no difference: it is about one's own account. */
  readonly anywhere?: true;
  /** Who asks makes no difference, so that only one does: whoever is named, or a member of another root. */
  readonly sameForAll?: true | "somebody signed out";
};

export type Rows = Readonly<Record<string, Row>>;
