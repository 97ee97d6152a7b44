import { customType } from "drizzle-orm/pg-core";

/**
 * JSON for the database. PostgreSQL refuses JSON with null characters and with halves of characters, and a single one would fail
 * the whole statement, so each becomes "�".
 */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    typeof inner === "string" ? inner.replace(UNSTORABLE, "\ufffd") : inner,
  );
}

/** A column of type jsonb. */
export const jsonb = customType<{ data: unknown; driverData: string }>({
  dataType: () => "jsonb",
  toDriver: toJson,
});

const UNSTORABLE = /[\0\p{Cs}]/gu;
