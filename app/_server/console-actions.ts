"use server";

import type { ConsoleResults } from "@/components/frame/palette-items";
import { consoleSearch } from "@/db/organizations/input";
import { searchConsole } from "@/db/organizations/search-console";
import { consoleAction } from "./action";
import { consolePath } from "./paths";

/** For the command palette. */
export const searchConsoleAction = consoleAction(
  consoleSearch,
  async (call): Promise<ConsoleResults> => {
    const { organization } = call.ctx;
    const found = await searchConsole(call);
    const own = { root: organization.handle, orgId: organization.id };
    return {
      users: found.users.map(({ id, name, username }) => ({
        id,
        name,
        detail: username,
        href: consolePath(own, `/users/${id}`),
      })),
      invitations: found.invitations.map(({ id, name, username }) => ({
        id,
        name,
        detail: username,
        href: consolePath(own, `/users/invitations/${id}`),
      })),
      groups: found.groups.map(({ id, name }) => ({
        id,
        name,
        detail: "",
        href: consolePath(own, `/groups/${id}`),
      })),
      organizations: found.organizations.map(({ id, name, handle, above }) => ({
        id,
        name,
        detail: above.join(" / "),
        href: consolePath({ root: handle, orgId: id }),
      })),
    };
  },
  { refreshes: false },
);
