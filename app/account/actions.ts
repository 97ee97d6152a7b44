"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { failureOf, parse } from "@/app/_server/action";
import { signOut as clearCookie } from "@/app/_server/auth";
import { getDb } from "@/app/_server/database";
import { findDevice, rememberDevice } from "@/app/_server/device";
import { readForm, valuesIn } from "@/app/_server/form";
import { ACCOUNT, pathWithin } from "@/app/_server/paths";
import { remoteAddress, requireSameOrigin } from "@/app/_server/request";
import { requireSessionOf, SignedOut } from "@/app/_server/session";
import { rememberLocale, viewerLocale } from "@/app/_server/viewer-locale";
import { changePassword } from "@/db/passwords/change";
import { passwordChange } from "@/db/passwords/input";
import { endAllSessions, endSession } from "@/db/sessions/end";
import { preferencesInput } from "@/db/users/input";
import { setLanguage } from "@/db/users/language";
import { setTimeZone } from "@/db/users/time-zone";
import { translatorFor } from "@/i18n/translator";
import type { FormState } from "@/lib/action-result";

/** Errors never contain the passwords. */
export async function changePasswordAction(
  accountId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  try {
    const call = await callOf(accountId);
    await changePassword({
      ...call,
      device: await findDevice(),
      input: parse(passwordChange, readForm(form, passwordChange)),
    });
    await rememberDevice(call.session);
    refresh();
    const t = await getTranslations("account.password");
    return { ok: true, message: t("done") };
  } catch (error) {
    return { ...(await failureOf(error)), values: { current: "", password: "" } };
  }
}

/** Sets language and time zone. The message of success is in the language that was chosen. */
export async function setPreferencesAction(
  accountId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const sent = readForm(form, preferencesInput);
  try {
    const call = await callOf(accountId);
    const { language, timeZone } = parse(preferencesInput, sent);
    await setLanguage({ ...call, language });
    await setTimeZone({ ...call, timeZone });
    await rememberLocale(language);
    refresh();
    const t = translatorFor(await viewerLocale(), "account.preferences");
    return { ok: true, message: t("done") };
  } catch (error) {
    return { ...(await failureOf(error)), values: valuesIn(sent) };
  }
}

/** Ends one of the user's sessions. If it is this browser's, it redirects to `next`, a path of this app. */
export async function endSessionAction(
  accountId: string,
  sessionId: string,
  next: string,
): Promise<FormState> {
  try {
    const call = await callOf(accountId);
    const isEnded = typeof sessionId === "string" && (await endSession({ ...call, sessionId }));
    if (isEnded && sessionId !== call.session.id) redirect(ACCOUNT);
  } catch (error) {
    if (!(error instanceof SignedOut)) return { ...(await failureOf(error)), values: {} };
  }
  return await leave(next);
}

/** Ends all sessions of the user, also this one, and redirects to `next`, a path of this app. */
export async function signOutEverywhereAction(accountId: string, next: string): Promise<FormState> {
  try {
    await endAllSessions(await callOf(accountId));
  } catch (error) {
    if (!(error instanceof SignedOut)) return { ...(await failureOf(error)), values: {} };
  }
  return await leave(next);
}

async function callOf(accountId: string) {
  await requireSameOrigin();
  return { db: getDb(), session: await requireSessionOf(accountId), address: await remoteAddress() };
}

async function leave(next: string): Promise<never> {
  await clearCookie({ redirect: false });
  redirect(pathWithin(next, "/"));
}
