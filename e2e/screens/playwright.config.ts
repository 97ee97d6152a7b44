import path from "node:path";
import base from "@/playwright.config";
import { projectRoot } from "@/scripts/paths";

export default {
  ...base,
  testDir: import.meta.dirname,
  testIgnore: [],
  outputDir: path.join(projectRoot, ".usher/test-results"),
  globalSetup: path.join(projectRoot, "scripts/e2e-servers.ts"),
  reporter: [["list"]],
  retries: 0,
};
