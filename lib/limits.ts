import type { Translator } from "@/i18n/translator";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The points for each `duration` in seconds, for all processes together. */
export const LIMITS = {
  "sign-in-address": { points: 100, duration: 15 * MINUTE },
  "sign-in-site": { points: 500, duration: 15 * MINUTE },
  "sign-in-account-network": { points: 10, duration: 15 * MINUTE },
  "sign-in-account-site": { points: 30, duration: 15 * MINUTE },
  "sign-in-account": { points: 200, duration: HOUR },
  "sign-in-device": { points: 10, duration: 15 * MINUTE },
  "sign-in-devices": { points: 30, duration: 15 * MINUTE },
  "sign-ins-of-account": { points: 100, duration: HOUR },
  "own-preferences": { points: 60, duration: HOUR },
  "passwords-judged": { points: 20, duration: 15 * MINUTE },
  "password-requests-of-address": { points: 100, duration: HOUR },
  "password-requests-of-site": { points: 500, duration: HOUR },
  "password-requests-of-account-network": { points: 5, duration: HOUR },
  "password-requests-of-account-site": { points: 10, duration: HOUR },
  "password-requests-of-account": { points: 50, duration: HOUR },
  "password-requests-of-device": { points: 5, duration: HOUR },
  "password-requests-of-devices": { points: 10, duration: HOUR },
  "reset-emails": { points: 20, duration: DAY },
  "password-links-sent": { points: 5, duration: HOUR },
  "invitations-of-inviter": { points: 10_000, duration: DAY },
  "invitations-of-organization": { points: 10_000, duration: DAY },
  "link-requests-from-address": { points: 100, duration: HOUR },
  "link-requests-from-site": { points: 500, duration: HOUR },
  "early-emails": { points: 200, duration: HOUR },
  "logos-drawn": { points: 20, duration: HOUR },
  "test-emails": { points: 10, duration: HOUR },
  "forbidden-actions": { points: 100, duration: 15 * MINUTE },
  "username-lookups": { points: 200, duration: HOUR },
  "bulk-changes": { points: 20, duration: DAY },
  previews: { points: 30, duration: HOUR },
  "usernames-previewed": { points: 2_000, duration: DAY },
  "usernames-previewed-of-organization": { points: 10_000, duration: DAY },
  "usernames-previewed-of-top-level-organization": { points: 20_000, duration: DAY },
  "username-lookups-of-organization": { points: 2_000, duration: HOUR },
  "username-lookups-of-top-level-organization": { points: 4_000, duration: HOUR },
  "users-of-organization": { points: 1_000, duration: DAY },
  "users-of-top-level-organization": { points: 5_000, duration: DAY },
  "username-changes": { points: 5, duration: DAY },
  "email-changes": { points: 5, duration: DAY },
  "last-day-changes": { points: 10, duration: DAY },
  "profile-changes": { points: 100, duration: HOUR },
  "account-emails": { points: 20, duration: DAY },
  "account-emails-of-actor": { points: 5, duration: DAY },
} as const;

export type LimitName = keyof typeof LIMITS;

/** A limit that has too few points left, and the minutes until it starts again. */
export type LimitReached = {
  readonly limit: LimitName;
  readonly left: number;
  readonly points: number;
  readonly minutes: number;
};

export function limitText(t: Translator, { limit, left, points, minutes }: LimitReached): string {
  const reason = t(`refusals.limit-reached.reasons.${limit}`, { points: LIMITS[limit].points });
  const isTooMany = points > LIMITS[limit].points;
  const wait = formatWait(t, minutes);
  if (left > 0) {
    return isTooMany
      ? t("refusals.limit-reached.fewer", { reason, left })
      : t("refusals.limit-reached.fewerOrWait", { reason, left, wait });
  }
  return t(`refusals.limit-reached.${isTooMany ? "fewerAndWait" : "wait"}`, { reason, wait });
}

/** The limit, without what to do next. */
export function limitTextForOthers(t: Translator, limit: LimitName): string {
  const { points } = LIMITS[limit];
  // Safe: `has` accepts any key, and all of them have the same parameter.
  return t.has(`audit.details.refusals.limits.${limit}` as "audit.details.refusals.limits.previews")
    ? t(`audit.details.refusals.limits.${limit}` as "audit.details.refusals.limits.previews", { points })
    : t(`refusals.limit-reached.reasons.${limit}`, { points });
}

function formatWait(t: Translator, minutes: number): string {
  return minutes < 120
    ? t("refusals.limit-reached.minutes", { minutes })
    : t("refusals.limit-reached.hours", { hours: Math.ceil(minutes / 60) });
}
