import { problemsOf, SETTINGS } from "@/app/_server/env";
import { misspelledSettings } from "@/app/_server/misspelled-settings";
import { withPlainSslMode } from "@/app/_server/url-parameters";
import type { DatabaseAddress } from "@/db/connection/connection-problem";
import { checkSameDatabase } from "@/db/setup/requirements";
import { databaseContradictions } from "./contradictions";
import { withCliErrors } from "./migrate-database";
import { directAddress, givenVariables, refuse } from "./settings";

/**
 * The database in the settings, without a pooler; null if they name none.
 * @throws CliError with a sentence for each variable that is wrong, misspelled or contradicts another
 */
export async function givenDatabase(): Promise<DatabaseAddress | null> {
  const given = givenVariables();
  refuse([...databaseContradictions(given), ...misspelledSettings(given, SETTINGS)]);
  if (!given.DATABASE_URL) return null;
  const DATABASE_URL = withPlainSslMode(given.DATABASE_URL);
  const DATABASE_DIRECT_URL = given.DATABASE_DIRECT_URL && withPlainSslMode(given.DATABASE_DIRECT_URL);
  const pooled = { url: DATABASE_URL, setting: "DATABASE_URL" } as const;
  const direct = directAddress({ DATABASE_URL, DATABASE_DIRECT_URL });
  refuse(problemsOf(pooled.setting, pooled.url));
  refuse(problemsOf(direct.setting, direct.url));
  if (direct.url !== pooled.url) await withCliErrors(() => checkSameDatabase(pooled, direct));
  return direct;
}
