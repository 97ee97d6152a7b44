import type { Database } from "@/db/client";
import { findLogo } from "@/db/settings/get";

/** The logo of an organization in this version; null where it has been removed meanwhile. */
export type LogoBytes = (organizationId: string, version: string) => Promise<Buffer | null>;

/** Of 64 kB at most each. */
const KEPT = 32;

/** Reads a logo once and keeps it, so that a batch of emails does not read it for each. What was asked for longest ago goes first. */
export function keepLogos(db: Database): LogoBytes {
  const kept = new Map<string, Promise<Buffer | null>>();
  return (organizationId, version) => {
    const key = `${organizationId} ${version}`;
    const logo = kept.get(key) ?? findLogo({ db, organizationId });
    kept.delete(key);
    kept.set(key, logo);
    logo.catch(() => kept.delete(key));
    for (const oldest of [...kept.keys()].slice(0, -KEPT)) kept.delete(oldest);
    return logo;
  };
}
