import { createHmac, hkdfSync, randomUUID, timingSafeEqual } from "node:crypto";
import { cookies } from "next/headers";
import type { Device } from "@/db/limits/account-tries";
import { isUuid } from "@/db/uuid";
import { getEnv } from "./env";

const NAME = "usher.device";
const DAYS = 180;
const DAY = 24 * 60 * 60;

/** The account that has last signed in from this browser; null without a cookie that this app has signed. */
export async function findDevice(): Promise<Device | null> {
  return readDevice((await cookies()).get(NAME)?.value ?? "", Date.now());
}

/** Remembers in this browser that the account has signed in from it. */
export async function rememberDevice(userId: string): Promise<void> {
  const { AUTH_SECRET, BASE_URL } = getEnv();
  (await cookies()).set(NAME, deviceCookie(userId, Date.now(), AUTH_SECRET), {
    httpOnly: true,
    sameSite: "lax",
    secure: BASE_URL.startsWith("https:"),
    path: "/",
    maxAge: DAYS * DAY,
  });
}

/** What the cookie holds: account, browser, time, and their signature. */
export function deviceCookie(userId: string, now: number, secret: string): string {
  const signed = `${userId}.${randomUUID()}.${Math.floor(now / 1000)}`;
  return `${signed}.${signatureOf(signed, secret)}`;
}

/** @param cookie hostile */
export function readDevice(cookie: string, now: number, secret = getEnv().AUTH_SECRET): Device | null {
  if (cookie.length > 200) return null;
  const [userId = "", id = "", seconds = "", signature = ""] = cookie.split(".");
  const expected = Buffer.from(signatureOf(`${userId}.${id}.${seconds}`, secret));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const isFresh = Number(seconds) + DAYS * DAY > now / 1000;
  return isFresh && isUuid(userId) && isUuid(id) ? { id, userId } : null;
}

function signatureOf(text: string, secret: string): string {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "usher device cookie", 32));
  return createHmac("sha256", key).update(text).digest("base64url");
}
