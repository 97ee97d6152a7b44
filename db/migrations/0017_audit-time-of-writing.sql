ALTER TABLE "audit_events" ALTER COLUMN "at" SET DEFAULT clock_timestamp();
