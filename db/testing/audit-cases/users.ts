import { acceptInvitation } from "@/db/invitations/accept";
import { alex, at, idOf } from "./acting";
import type { AuditCases } from "./case";
import { plantGroup } from "@/db/testing/scenario";
import { assignGroups } from "@/db/users/assign";
import { createUser } from "@/db/users/create";
import { deleteUser } from "@/db/users/delete";
import { disableUser } from "@/db/users/disable";
import { editUser } from "@/db/users/edit";
import { enableUser } from "@/db/users/enable";
import { mailAnswers } from "@/db/users/response-emails";
import { removeUser } from "@/db/users/remove";
import { sendPasswordLink } from "@/db/users/send-password-link";

export const USER_DEEDS: AuditCases = {
  createUser: {
    tells: "users.create",
    deed: async (world) => {
      const input = { username: "nora", name: "Nora", email: "nora@acme.example", groupIds: [] };
      const ctx = await alex(world);
      return () => createUser({ ctx, input });
    },
  },
  sendPasswordLink: {
    tells: "passwords.request",
    deed: async (world) => {
      const ctx = await alex(world);
      return () => sendPasswordLink({ ctx, input: idOf(world, "sam") });
    },
  },
  editUser: {
    tells: "users.edit",
    deed: async (world) => {
      const profile = { username: "sam", name: "Samuel", email: "sam@acme.example" };
      const ctx = await alex(world);
      return () => editUser({ ctx, input: { ...idOf(world, "sam"), ...profile } });
    },
  },
  assignGroups: {
    tells: "users.assign",
    deed: async (world) => {
      const { id } = await plantGroup(world.db, world.places.acme.id, ["users.view"]);
      const ctx = await alex(world);
      return () => assignGroups({ ctx, input: { ...idOf(world, "sam"), groupIds: [id] } });
    },
  },
  removeUser: {
    tells: "memberships.end",
    deed: async (world) => {
      await acceptInvitation((await world.invited("alex", "acme", "grace")).answer);
      const ctx = await alex(world);
      return () => removeUser({ ctx, input: idOf(world, "grace") });
    },
  },
  disableUser: {
    tells: "users.disable",
    deed: async (world) => {
      const ctx = await alex(world);
      return () => disableUser({ ctx, input: idOf(world, "sam") });
    },
  },
  enableUser: {
    tells: "users.enable",
    deed: async (world) => {
      const ctx = await alex(world);
      await disableUser({ ctx, input: idOf(world, "sam") });
      return () => enableUser({ ctx, input: idOf(world, "sam") });
    },
  },
  mailAnswers: {
    tells: "users.mail",
    deed: async (world) => {
      const session = await world.session("sam");
      return () => mailAnswers({ ...at(world), session, wanted: true });
    },
    refused: "It is one's own.",
  },
  deleteUser: {
    tells: "users.delete",
    deed: async (world) => {
      const ctx = await alex(world);
      return () => deleteUser({ ctx, input: idOf(world, "sam") });
    },
  },
};
