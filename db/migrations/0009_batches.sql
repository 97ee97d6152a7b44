CREATE TYPE "public"."batch_kind" AS ENUM('invite', 'send-again', 'delete');--> statement-breakpoint
CREATE TYPE "public"."batch_outcome" AS ENUM('invited', 'sent', 'deleted', 'already-a-user', 'already-invited', 'not-a-user-of-parent', 'no-email', 'account-disabled', 'ended', 'too-soon', 'too-often', 'ungrantable', 'group-gone', 'refused');--> statement-breakpoint
CREATE TYPE "public"."batch_state" AS ENUM('draft', 'running', 'finished', 'stopped');--> statement-breakpoint
CREATE TABLE "batch_row_groups" (
	"organization_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"group_id" uuid,
	"group_name" text NOT NULL,
	CONSTRAINT "batch_row_groups_batch_id_position_group_name_pk" PRIMARY KEY("batch_id","position","group_name")
);
--> statement-breakpoint
CREATE TABLE "batch_rows" (
	"organization_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"username" text NOT NULL,
	"invitation_id" uuid,
	"outcome" "batch_outcome",
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "batch_rows_batch_id_position_pk" PRIMARY KEY("batch_id","position"),
	CONSTRAINT "batch_rows_username_length" CHECK (length("batch_rows"."username") between 1 and 64)
);
--> statement-breakpoint
CREATE TABLE "batches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"kind" "batch_kind" NOT NULL,
	"state" "batch_state" NOT NULL,
	"actor_id" uuid NOT NULL,
	"address" text NOT NULL,
	"lifetime_hours" integer,
	"note" text,
	"size" integer NOT NULL,
	"tally" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"because" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "batches_of_organization" UNIQUE("organization_id","id"),
	CONSTRAINT "batches_lifetime" CHECK ("batches"."lifetime_hours" between 1 and 720),
	CONSTRAINT "batches_note_length" CHECK (length("batches"."note") between 1 and 500),
	CONSTRAINT "batches_started" CHECK (("batches"."state" = 'draft') = ("batches"."started_at" is null)),
	CONSTRAINT "batches_ended" CHECK (("batches"."state" in ('finished', 'stopped')) = ("batches"."ended_at" is not null)),
	CONSTRAINT "batches_because" CHECK (("batches"."state" = 'stopped') = ("batches"."because" is not null))
);
--> statement-breakpoint
ALTER TABLE "batch_row_groups" ADD CONSTRAINT "batch_row_groups_batch" FOREIGN KEY ("organization_id","batch_id") REFERENCES "public"."batches"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batch_row_groups" ADD CONSTRAINT "batch_row_groups_row" FOREIGN KEY ("batch_id","position") REFERENCES "public"."batch_rows"("batch_id","position") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batch_row_groups" ADD CONSTRAINT "batch_row_groups_group_of_organization" FOREIGN KEY ("organization_id","group_id") REFERENCES "public"."groups"("organization_id","id") ON DELETE set null ("group_id") ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batch_rows" ADD CONSTRAINT "batch_rows_batch" FOREIGN KEY ("organization_id","batch_id") REFERENCES "public"."batches"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batch_rows" ADD CONSTRAINT "batch_rows_invitation_of_organization" FOREIGN KEY ("organization_id","invitation_id") REFERENCES "public"."invitations"("organization_id","id") ON DELETE set null ("invitation_id") ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batches" ADD CONSTRAINT "batches_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "batch_row_groups_of_group" ON "batch_row_groups" USING btree ("organization_id","group_id");--> statement-breakpoint
CREATE INDEX "batch_rows_to_do" ON "batch_rows" USING btree ("batch_id","position") WHERE "batch_rows"."outcome" is null;--> statement-breakpoint
CREATE INDEX "batch_rows_by_outcome" ON "batch_rows" USING btree ("batch_id","outcome","position");--> statement-breakpoint
CREATE INDEX "batch_rows_of_invitation" ON "batch_rows" USING btree ("organization_id","invitation_id");--> statement-breakpoint
CREATE INDEX "batches_by_created" ON "batches" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "batches_of_actor" ON "batches" USING btree ("organization_id","actor_id","created_at","id");--> statement-breakpoint
CREATE INDEX "batches_drafts" ON "batches" USING btree ("created_at") WHERE "batches"."state" = 'draft';