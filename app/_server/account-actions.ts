"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import type { FoundOrganization } from "@/components/frame/place-list";
import { findDestinations } from "@/db/organizations/destinations";
import { endSession } from "@/db/sessions/end";
import { signOut as clearCookie } from "./auth";
import { getDb } from "./database";
import { consolePath, pathWithin } from "./paths";
import { remoteAddress, requireSameOrigin } from "./request";
import { readSession } from "./session";

/** Ends the session of this browser and leads to `next`, a path of this app. */
export async function signOutAction(next: string): Promise<void> {
  await requireSameOrigin();
  const session = await readSession();
  if (session) await endSession({ db: getDb(), session, address: await remoteAddress() });
  await clearCookie({ redirect: false });
  redirect(pathWithin(next, "/"));
}

const searchText = z.string().max(200);
const placeIds = z.array(z.uuid()).max(20).catch([]);

/** @param visited where one was before, first where nothing is searched for */
export async function searchOrganizationsAction(
  text: string,
  visited: readonly string[] = [],
): Promise<FoundOrganization[]> {
  const [session, search] = [await readSession(), searchText.safeParse(text)];
  if (!session || !search.success) return [];
  const found = await findDestinations({
    db: getDb(),
    session,
    search: search.data,
    visited: placeIds.parse(visited),
  });
  return found.map(({ id, name, handle, above, recent }) => ({
    id,
    name,
    href: consolePath({ root: handle, orgId: id }),
    path: above.join(" / "),
    recent,
  }));
}
