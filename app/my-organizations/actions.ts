"use server";

import { refresh } from "next/cache";
import { failureOf, parse } from "@/app/_server/action";
import { getDb } from "@/app/_server/database";
import { remoteAddress, requireSameOrigin } from "@/app/_server/request";
import { readSession } from "@/app/_server/session";
import { Forbidden } from "@/db/errors";
import { organizationToLeave } from "@/db/memberships/input";
import { leaveOrganization } from "@/db/memberships/leave";
import type { ActionResult } from "@/lib/action-result";

/** Ends one's own membership. It needs no permission. */
export async function leaveOrganizationAction(sent: { organizationId: string }): Promise<ActionResult<void>> {
  try {
    await requireSameOrigin();
    const [session, address] = await Promise.all([readSession(), remoteAddress()]);
    if (!session) throw new Forbidden("You are signed out. Sign in and try again.");
    const { organizationId } = parse(organizationToLeave, sent);
    await leaveOrganization({ db: getDb(), session, organizationId, address });
    refresh();
    return { ok: true, data: undefined };
  } catch (error) {
    return failureOf(error);
  }
}
