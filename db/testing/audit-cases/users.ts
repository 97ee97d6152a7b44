import { acceptInvitation } from "@/db/invitations/accept";
import { seedGroup } from "@/db/testing/scenario";
import { assignGroups } from "@/db/users/assign";
import { createUser } from "@/db/users/create";
import { deleteUser } from "@/db/users/delete";
import { disableUser } from "@/db/users/disable";
import { editUser } from "@/db/users/edit";
import { enableUser } from "@/db/users/enable";
import { setLanguage } from "@/db/users/language";
import { removeUser, removeUsers } from "@/db/users/remove";
import { setResponseEmails } from "@/db/users/response-emails";
import { sendPasswordLink } from "@/db/users/send-password-link";
import { setTimeZone } from "@/db/users/time-zone";
import { alex, at, idOf } from "./acting";
import type { AuditCases } from "./case";

export const USER_AUDIT_CASES: AuditCases = {
  createUser: {
    command: createUser,
    action: "users.create",
    arrange: async (scenario) => {
      const input = { username: "nora", name: "Nora", email: "nora@acme-travel.example", groupIds: [] };
      const ctx = await alex(scenario);
      return () => createUser({ ctx, input });
    },
  },
  sendPasswordLink: {
    command: sendPasswordLink,
    action: "passwords.request",
    arrange: async (scenario) => {
      const ctx = await alex(scenario);
      return () => sendPasswordLink({ ctx, input: idOf(scenario, "sam") });
    },
  },
  editUser: {
    command: editUser,
    action: "users.edit",
    arrange: async (scenario) => {
      const profile = { username: "sam", name: "Samuel", email: "sam@acme-travel.example" };
      const ctx = await alex(scenario);
      return () => editUser({ ctx, input: { ...idOf(scenario, "sam"), ...profile } });
    },
  },
  assignGroups: {
    command: assignGroups,
    action: "users.assign",
    arrange: async (scenario) => {
      const { id } = await seedGroup(scenario.db, scenario.organizations.acme.id, ["users.view"]);
      const ctx = await alex(scenario);
      return () => assignGroups({ ctx, input: { ...idOf(scenario, "sam"), groupIds: [id] } });
    },
  },
  removeUser: {
    command: removeUser,
    action: "memberships.end",
    arrange: async (scenario) => {
      await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
      const ctx = await alex(scenario);
      return () => removeUser({ ctx, input: idOf(scenario, "grace") });
    },
  },
  removeUsers: {
    command: removeUsers,
    action: "memberships.end",
    events: 2,
    arrange: async (scenario) => {
      for (const person of ["grace", "linus"] as const) {
        await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", person)).response);
      }
      const ctx = await alex(scenario);
      const userIds = [scenario.userId("grace"), scenario.userId("linus")];
      return () => removeUsers({ ctx, input: { userIds } });
    },
  },
  disableUser: {
    command: disableUser,
    action: "users.disable",
    arrange: async (scenario) => {
      const ctx = await alex(scenario);
      return () => disableUser({ ctx, input: idOf(scenario, "sam") });
    },
  },
  enableUser: {
    command: enableUser,
    action: "users.enable",
    arrange: async (scenario) => {
      const ctx = await alex(scenario);
      await disableUser({ ctx, input: idOf(scenario, "sam") });
      return () => enableUser({ ctx, input: idOf(scenario, "sam") });
    },
  },
  setResponseEmails: {
    action: "users.response-emails",
    arrange: async (scenario) => {
      const session = await scenario.session("sam");
      return () => setResponseEmails({ ...at(scenario), session, wanted: true });
    },
    refused: "Users change only their own setting.",
  },
  setLanguage: {
    action: "users.language",
    arrange: async (scenario) => {
      const session = await scenario.session("sam");
      return () => setLanguage({ ...at(scenario), session, language: "de" });
    },
    refused: "Users change only their own language.",
  },
  setTimeZone: {
    action: "users.time-zone",
    arrange: async (scenario) => {
      const session = await scenario.session("sam");
      return () => setTimeZone({ ...at(scenario), session, timeZone: "Asia/Tokyo" });
    },
    refused: "Users change only their own time zone.",
  },
  deleteUser: {
    command: deleteUser,
    action: "users.delete",
    arrange: async (scenario) => {
      const ctx = await alex(scenario);
      return () => deleteUser({ ctx, input: idOf(scenario, "sam") });
    },
  },
};
