import about from "@/package.json" with { type: "json" };

/** The version in package.json, and the commit that was built (scripts/build.ts) if it is known. */
export const build = { version: about.version, commit: process.env.USHER_COMMIT || null } as const;
