import { reset } from "@/db/reset";
import { databaseCommand } from "./database-command";
import { inSentences, migrateDatabase } from "./migrate-database";
import { fillWithDemo } from "./prepare-database";
import { Refusal, say } from "./say";
import { requireTypedName } from "./typed-name";

// Alone, since the mail worker of a running Usher doesn't survive its tables.
await databaseCommand(
  "npm run db:reset",
  async ({ url, setting, isEmbedded }) => {
    if (!isEmbedded) await requireTypedName({ url, setting, what: "This deletes everything in" });
    say("Emptying the database");
    await inSentences(() => reset({ url, setting })).catch(explainUntouched);
    await migrateDatabase(url, setting);
    if (isEmbedded) await fillWithDemo(url);
  },
  { alone: true },
);

function explainUntouched(cause: unknown): never {
  if (cause instanceof Refusal || !(cause instanceof Error)) throw cause;
  throw new Refusal(
    `Nothing was deleted, because not everything could be made again: ${cause.message}. ` +
      "Stop what uses the database, and run this as the owner of its tables and of the schema public.",
    { cause },
  );
}
