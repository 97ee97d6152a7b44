import { randomUUID } from "node:crypto";
import { createOrganization } from "@/db/organizations/create";
import type { RequestContext } from "@/db/request-context";
import { createUser } from "@/db/users/create";

/** Creates an account with this email address in the actor's organization. @returns its id */
export function createAccount(ctx: RequestContext, email: string, username = `u-${randomUUID()}`) {
  return createUser({ ctx, input: { username, name: "Nora Lind", email, groupIds: [] } });
}

/** Creates a child organization whose first administrator gets a new account with this email address. */
export function createChildOrganization(ctx: RequestContext, email: string) {
  return createOrganization({
    ctx,
    input: {
      requestId: randomUUID(),
      name: `Below ${randomUUID()}`,
      first: "create",
      invitee: "",
      username: `u-${randomUUID()}`,
      personName: "Nora Lind",
      email,
    },
  });
}
