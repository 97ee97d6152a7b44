import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { cookies } from "next/headers";
import { type Device, newDevice } from "@/db/sessions/device";
import type { Session } from "@/db/sessions/session";
import { isUuid } from "@/db/uuid";
import { getDb } from "./database";
import { getEnv } from "./env";
import { DEVICE_COOKIE } from "./request-cookies";

const DAYS = 180;
const DAY = 24 * 60 * 60;

/** The account that last signed in from this browser; null without a cookie that this app has signed. */
export async function findDevice(): Promise<Device | null> {
  return readDevice((await cookies()).get(DEVICE_COOKIE)?.value ?? "", Date.now());
}

/**
 * Sets a cookie that proves that the session's account has signed in from this browser. It is valid until the password
 * changes.
 */
export async function rememberDevice(session: Session): Promise<void> {
  const device = await newDevice({ db: getDb(), session });
  if (!device) return;
  const { AUTH_SECRET, BASE_URL } = getEnv();
  (await cookies()).set(DEVICE_COOKIE, deviceCookie(device, Date.now(), AUTH_SECRET), {
    httpOnly: true,
    sameSite: "lax",
    secure: BASE_URL.startsWith("https:"),
    path: "/",
    maxAge: DAYS * DAY,
  });
}

/** The cookie's value: account, browser, password mark and time, and their signature. */
export function deviceCookie({ userId, id, passwordMark }: Device, now: number, secret: string): string {
  const signed = `${userId}.${id}.${passwordMark}.${Math.floor(now / 1000)}`;
  return `${signed}.${signatureOf(signed, secret)}`;
}

/** @param cookie as the client sent it, not trusted */
export function readDevice(cookie: string, now: number, secret = getEnv().AUTH_SECRET): Device | null {
  if (cookie.length > 200) return null;
  const [userId = "", id = "", passwordMark = "", seconds = "", signature = ""] = cookie.split(".");
  const expected = Buffer.from(signatureOf(`${userId}.${id}.${passwordMark}.${seconds}`, secret));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const isFresh = Number(seconds) + DAYS * DAY > now / 1000;
  return isFresh && isUuid(userId) && isUuid(id) ? { id, userId, passwordMark } : null;
}

function signatureOf(text: string, secret: string): string {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "usher device cookie", 32));
  return createHmac("sha256", key).update(text).digest("base64url");
}
