import { createHash } from "node:crypto";
import type { RequestContext } from "./request-context";

/**
 * The id for what a request creates: a hash of the request, the actor and the organization. An identical request finds what
 * it has created, and nobody can choose an id.
 */
export function idForRequest({ organization, actor }: RequestContext, input: object): string {
  const hash = createHash("sha256").update(JSON.stringify([organization.id, actor.id, input]));
  const hex = hash.digest("hex");
  // RFC 9562: version 8 can be any bits, with the variant 8, 9, a or b.
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
