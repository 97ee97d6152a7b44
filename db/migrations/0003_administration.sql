CREATE TABLE "password_links" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"link_hash" "bytea",
	"sending" integer DEFAULT 0 NOT NULL,
	"mail_state" "mail_state" DEFAULT 'waiting' NOT NULL,
	"mail_error" text,
	"requested_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	CONSTRAINT "password_links_link" UNIQUE("link_hash"),
	CONSTRAINT "password_links_link_is_a_hash" CHECK (octet_length("password_links"."link_hash") = 32)
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"address" text NOT NULL,
	"user_agent" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organization_logos" (
	"organization_id" uuid PRIMARY KEY NOT NULL,
	"png" "bytea" NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organization_logos_size" CHECK (octet_length("organization_logos"."png") <= 65536)
);
--> statement-breakpoint
DROP INDEX "audit_events_of_organization";--> statement-breakpoint
DROP INDEX "audit_events_from";--> statement-breakpoint
DROP INDEX "audit_events_of_subject";--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "search" text GENERATED ALWAYS AS (lower(coalesce(actor_name, '') || ' ' || coalesce(subject_name, ''))) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "sender_name" text;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "color" text;--> statement-breakpoint
ALTER TABLE "password_links" ADD CONSTRAINT "password_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organization_logos" ADD CONSTRAINT "organization_logos_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sessions_of_user" ON "sessions" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "audit_events_by_time" ON "audit_events" USING btree ("organization_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_events_by_action" ON "audit_events" USING btree ("organization_id","action","at","id");--> statement-breakpoint
CREATE INDEX "audit_events_by_actor" ON "audit_events" USING btree ("organization_id","actor_name","at","id");--> statement-breakpoint
CREATE INDEX "audit_events_by_subject" ON "audit_events" USING btree ("organization_id","subject_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_events_search" ON "audit_events" USING gin ("organization_id","search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "audit_events_from_by_time" ON "audit_events" USING btree ("acting_from_id","at","id") WHERE "audit_events"."acting_from_id" is not null;--> statement-breakpoint
CREATE INDEX "audit_events_from_by_action" ON "audit_events" USING btree ("acting_from_id","action","at","id") WHERE "audit_events"."acting_from_id" is not null;--> statement-breakpoint
CREATE INDEX "audit_events_from_by_actor" ON "audit_events" USING btree ("acting_from_id","actor_name","at","id") WHERE "audit_events"."acting_from_id" is not null;--> statement-breakpoint
CREATE INDEX "audit_events_from_by_subject" ON "audit_events" USING btree ("acting_from_id","subject_id","at","id") WHERE "audit_events"."acting_from_id" is not null;--> statement-breakpoint
CREATE INDEX "audit_events_from_search" ON "audit_events" USING gin ("acting_from_id","search" gin_trgm_ops) WHERE "audit_events"."acting_from_id" is not null;--> statement-breakpoint
CREATE INDEX "group_roles_of_role" ON "group_roles" USING btree ("organization_id","role_id");--> statement-breakpoint
ALTER TABLE "users" DROP COLUMN "session_version";--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_sender_name_length" CHECK (length("organizations"."sender_name") between 1 and 64);--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_color_form" CHECK ("organizations"."color" ~ '^#[0-9a-f]{6}$');