import { defineConfig, devices } from "@playwright/test";
import { findInstalledBrowser } from "./scripts/browser";

const executablePath = findInstalledBrowser();
if (executablePath) process.env.CHROMIUM_PATH = executablePath;

export default defineConfig({
  testDir: "e2e",
  testIgnore: "screens/**", // `npm run screens`
  outputDir: ".usher/test-results",
  globalSetup: "./scripts/e2e-servers.ts",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  retries: 1, // records a trace, which would slow every test down. A test that passes then is reported as flaky, and is a bug
  timeout: 120_000, // the machine may be busy
  reporter: [["list"], ["json", { outputFile: ".usher/test/e2e.json" }]],
  use: {
    ...devices["Desktop Chrome"],
    baseURL: process.env.BASE_URL ?? "",
    trace: "on-first-retry",
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
  },
});
