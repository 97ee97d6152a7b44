import { randomUUID } from "node:crypto";
import { createOrganization } from "@/db/organizations/create";
import type { NewOrganizationInput } from "@/db/organizations/input";
import type { OrganizationKey, Person, Scenario } from "./scenario";

/** Invites a user of the parent as the first administrator. */
export const inviteInput = (invitee: string): NewOrganizationInput => ({
  requestId: randomUUID(),
  name: "Initech",
  first: "invite",
  invitee,
  username: "",
  personName: "",
  email: "",
});

/** Creates the first administrator. */
export const createInput = (
  username: string,
  email = `${username}@initech.example`,
): NewOrganizationInput => ({
  requestId: randomUUID(),
  name: "Initech",
  first: "create",
  invitee: "",
  username,
  personName: "Bill Lumbergh",
  email,
});

export async function create(
  scenario: Scenario,
  input: NewOrganizationInput,
  by: Person = "ada",
  at: OrganizationKey = "meridian",
) {
  return createOrganization({ ctx: await scenario.contextOf(by, at), input });
}
