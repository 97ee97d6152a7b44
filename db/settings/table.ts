import { sql } from "drizzle-orm";
import { check, integer, pgTable, uuid } from "drizzle-orm/pg-core";
import { bytes, timestamptz } from "@/db/columns";
import { organizations } from "@/db/organizations/table";

/** An organization's logo, always a PNG, redrawn from the upload. */
export const organizationLogos = pgTable(
  "organization_logos",
  {
    organizationId: uuid("organization_id")
      .primaryKey()
      .references(() => organizations.id, { onDelete: "cascade" }),
    png: bytes("png").notNull(),
    width: integer("width").notNull(),
    height: integer("height").notNull(),
    updatedAt: timestamptz("updated_at").notNull().defaultNow(),
  },
  (table) => [check("organization_logos_size", sql`octet_length(${table.png}) <= 65536`)],
);
