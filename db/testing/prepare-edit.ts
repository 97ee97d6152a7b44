import { randomUUID } from "node:crypto";
import { acceptInvitation } from "@/db/invitations/accept";
import { editUser } from "@/db/users/edit";
import { insertUser } from "@/db/users/insert";
import { addToGroup, type Scenario, seedGroup } from "./scenario";

/** Gives a user users.edit in Acme through a group, and prepares the command with which they rename nora. */
export async function prepareEdit(scenario: Scenario, editor: "sam" | "grace" = "sam") {
  const { db, organizations } = scenario;
  const { acme } = organizations;
  const group = await seedGroup(db, acme.id, ["users.edit"]);
  if (editor === "grace")
    await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
  await addToGroup(db, acme.id, scenario.userId(editor), group.id);
  const profile = { username: "nora", name: "Nora", email: "nora@acme-travel.example" };
  const nora = await insertUser(db, { ...profile, organizationId: acme.id, password: null, groupIds: [] });
  const ctx = await scenario.contextOf(editor, "acme");
  if (!ctx.session) throw new Error("A signed-in user has a session.");
  const edit = () => editUser({ ctx, input: { ...profile, userId: nora, name: `Nora ${randomUUID()}` } });
  return { group, nora, session: ctx.session, edit };
}
