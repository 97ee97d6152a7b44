import { createHash } from "node:crypto";
import type { TreeSize } from "@/bench/seed/tree-sizes";

type Kind =
  /** An organization. */
  | "o"
  /** A user. */
  | "u"
  /** A group that every organization has, by its place. */
  | `g${1 | 2 | 3 | 4}`
  /** A role that every organization has, by its place. */
  | `r${1 | 2 | 3}`
  /** A group of the busiest organization, by its place. The number is 0. */
  | `gb${number}`
  /** A role of the busiest organization, by its place. The number is 0. */
  | `rb${number}`
  /** An invitation into the organization of the number, by its place. */
  | `i${number}`;

/** The id that something in a seeded tree has, as `pg_temp.id` gives it. */
export function treeId({ handle }: Pick<TreeSize, "handle">, kind: Kind, number: number): string {
  const hex = createHash("md5").update(`${handle} ${kind} ${number}`).digest("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
