import { seedDemo } from "@/db/seed/demo";
import { info } from "./log";

/** Adds the demo, unless the database has organizations already. */
export async function seedDemoData(databaseUrl: string): Promise<void> {
  if (await seedDemo(databaseUrl)) info("Filled it with the demo");
}
