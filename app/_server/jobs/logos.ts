import type { Database } from "@/db/client";
import { findLogo } from "@/db/settings/get";

/** Reads this version of an organization's logo; null if it has been removed in the meantime. */
export type LogoBytes = (organizationId: string, version: string) => Promise<Buffer | null>;

/** The number of cached logos, each with at most 64 kB. */
const KEPT = 32;

/** Caches logos, so that many emails read each only once. The least recently used ones are dropped first. */
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
