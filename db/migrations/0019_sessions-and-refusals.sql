CREATE TABLE "refusal_counts" (
	"key" text PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"actor_id" uuid,
	"event" jsonb NOT NULL,
	"repeats" integer DEFAULT 0 NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "session_idle_hours" integer DEFAULT 12 NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
CREATE INDEX "refusal_counts_of_actor" ON "refusal_counts" USING btree ("organization_id","actor_id");--> statement-breakpoint
CREATE INDEX "refusal_counts_by_end" ON "refusal_counts" USING btree ("ends_at");--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_session_idle" CHECK ("organizations"."session_idle_hours" between 1 and 168);