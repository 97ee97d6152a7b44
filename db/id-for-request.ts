import { createHash } from "node:crypto";
import type { RequestContext } from "./request-context";

/**
 * The id of what a request creates: made of the whole request and of who asks where, so that the same request again
 * finds what it has created, another one does not, and nobody can choose an id.
 */
export function idForRequest({ organization, actor }: RequestContext, input: object): string {
  const hash = createHash("sha256").update(JSON.stringify([organization.id, actor.id, input]));
  const hex = hash.digest("hex");
  // RFC 9562: version 8 is made of whatever one likes, the variant is 8, 9, a or b.
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
