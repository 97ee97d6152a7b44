"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { failureOf, parse } from "@/app/_server/action";
import { signOut as clearCookie } from "@/app/_server/auth";
import { getDb } from "@/app/_server/database";
import { findDevice, rememberDevice } from "@/app/_server/device";
import { readForm } from "@/app/_server/form";
import { ACCOUNT, pathWithin } from "@/app/_server/paths";
import { remoteAddress, requireSameOrigin } from "@/app/_server/request";
import { readSession } from "@/app/_server/session";
import { Forbidden } from "@/db/errors";
import { changePassword } from "@/db/passwords/change";
import { passwordChange } from "@/db/passwords/input";
import { endAllSessions, endSession } from "@/db/sessions/end";
import type { FormState } from "@/lib/action-result";

/** Errors never contain the passwords. */
export async function changePasswordAction(_before: FormState, form: FormData): Promise<FormState> {
  try {
    const call = await findOwnCall();
    if (!call)
      throw new Forbidden("You are signed out. Sign in again in another tab, then come back and try again.");
    await changePassword({
      ...call,
      device: await findDevice(),
      input: parse(passwordChange, readForm(form, passwordChange)),
    });
    await rememberDevice(call.session);
    refresh();
    return { ok: true, message: "Your password is changed, and all other places are signed out." };
  } catch (error) {
    return { ...failureOf(error), values: { current: "", password: "" } };
  }
}

/** Ends one of the user's sessions. If it is this browser's, it redirects to `next`, a path of this app. */
export async function endSessionAction(sessionId: string, next: string): Promise<void> {
  const call = await findOwnCall();
  const isEnded = call && typeof sessionId === "string" && (await endSession({ ...call, sessionId }));
  if (isEnded && sessionId !== call.session.id) redirect(ACCOUNT);
  await leave(next);
}

/** Ends all sessions of the user, also this one, and redirects to `next`, a path of this app. */
export async function signOutEverywhereAction(next: string): Promise<void> {
  const call = await findOwnCall();
  if (call) await endAllSessions(call);
  await leave(next);
}

async function findOwnCall() {
  await requireSameOrigin();
  const session = await readSession();
  return session && { db: getDb(), session, address: await remoteAddress() };
}

async function leave(next: string): Promise<never> {
  await clearCookie({ redirect: false });
  redirect(pathWithin(next, "/"));
}
