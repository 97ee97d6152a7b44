import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** What needs a build. */
const startTests = ["scripts/start.test.ts", "scripts/standalone/*.test.ts"];

export default defineConfig({
  resolve: { alias: [{ find: /^@\//, replacement: fileURLToPath(new URL("./", import.meta.url)) }] },
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{app,components,db,emails,lib,scripts}/**/*.test.{ts,tsx}"],
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
      { extends: true, test: { name: "start", include: startTests, testTimeout: 120_000 } },
    ],
  },
});
