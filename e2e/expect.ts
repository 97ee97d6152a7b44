import { expect as base } from "@playwright/test";

/** Patient, because the machine may be busy; whoever waits longer than this waits in vain. */
export const expect = base.configure({ timeout: 30_000 });
