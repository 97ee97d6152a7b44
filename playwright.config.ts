import { defineConfig, devices } from "@playwright/test";
import { findInstalledBrowser } from "./scripts/browser";

const executablePath = findInstalledBrowser();
// The test processes inherit this, so they don't search again.
if (executablePath) process.env.CHROMIUM_PATH = executablePath;

export default defineConfig({
  testDir: "e2e",
  testIgnore: "screens/**", // `npm run screens`
  outputDir: ".usher/test-results",
  globalSetup: "./scripts/e2e-servers.ts",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 3, // on two cores, because tests wait for the server and for emails
  // Only a retry records a trace, which slows a test down. A test that passes on its retry is reported as flaky, and is a bug.
  retries: 1,
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
