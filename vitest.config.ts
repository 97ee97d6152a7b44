import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** What needs a build, or settings that no other file shares. */
const startTests = ["scripts/start.test.ts", "scripts/standalone/*.test.ts", "app/_server/auth.test.ts"];

export default defineConfig({
  resolve: { alias: [{ find: /^@\//, replacement: fileURLToPath(new URL("./", import.meta.url)) }] },
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: "100%", // Vitest leaves one core free, half of a small machine
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{db,emails,lib}/**/*.test.{ts,tsx}"],
          globalSetup: "scripts/vitest-database.ts",
          isolate: false, // loading the modules again for each file would take twice the time
          setupFiles: "scripts/vitest-shared-process.ts",
        },
      },
      {
        extends: true,
        test: {
          name: "unit-isolated",
          include: ["{app,components,i18n,scripts}/**/*.test.{ts,tsx}"],
          exclude: startTests,
          globalSetup: "scripts/vitest-database.ts",
        },
      },
      {
        extends: true,
        test: {
          name: "bench",
          include: ["bench/**/*.test.ts"],
          globalSetup: "scripts/vitest-database.ts",
        },
      },
      {
        extends: true,
        test: {
          name: "faults",
          include: ["e2e/faults/*.faults.ts"],
          fileParallelism: false,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: "start",
          include: startTests,
          testTimeout: 120_000,
          server: { deps: { inline: ["next-auth"] } }, // it imports next/server without its extension
        },
      },
    ],
  },
});
