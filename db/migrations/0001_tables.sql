CREATE TYPE "public"."audit_outcome" AS ENUM('done', 'refused');--> statement-breakpoint
CREATE TYPE "public"."invitation_end" AS ENUM('accepted', 'declined', 'deleted', 'replaced', 'left-parent', 'account-disabled');--> statement-breakpoint
CREATE TYPE "public"."invitation_status" AS ENUM('pending', 'accepted', 'declined', 'deleted');--> statement-breakpoint
CREATE TYPE "public"."mail_state" AS ENUM('waiting', 'sent', 'failed');--> statement-breakpoint
CREATE TYPE "public"."membership_origin" AS ENUM('managed', 'invited');--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"organization_id" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"actor_id" uuid,
	"actor_name" text,
	"acting_from_id" uuid,
	"address" text,
	"action" text NOT NULL,
	"outcome" "audit_outcome" DEFAULT 'done' NOT NULL,
	"subject_id" uuid,
	"subject_name" text,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "group_roles" (
	"organization_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"role_id" uuid NOT NULL,
	CONSTRAINT "group_roles_organization_id_group_id_role_id_pk" PRIMARY KEY("organization_id","group_id","role_id")
);
--> statement-breakpoint
CREATE TABLE "groups" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "groups_of_organization" UNIQUE("organization_id","id"),
	CONSTRAINT "groups_name_length" CHECK (length("groups"."name") between 1 and 120),
	CONSTRAINT "groups_description_length" CHECK (length("groups"."description") <= 500)
);
--> statement-breakpoint
CREATE TABLE "invitation_groups" (
	"organization_id" uuid NOT NULL,
	"invitation_id" uuid NOT NULL,
	"group_id" uuid,
	"group_name" text NOT NULL,
	CONSTRAINT "invitation_groups_invitation_id_group_name_pk" PRIMARY KEY("invitation_id","group_name")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"parent_organization_id" uuid NOT NULL,
	"root_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"username" text NOT NULL,
	"name" text NOT NULL,
	"search" text NOT NULL,
	"inviter_id" uuid,
	"request_id" uuid,
	"status" "invitation_status" DEFAULT 'pending' NOT NULL,
	"lifetime_hours" integer NOT NULL,
	"link_hash" "bytea",
	"sending" integer DEFAULT 0 NOT NULL,
	"mail_state" "mail_state" DEFAULT 'waiting' NOT NULL,
	"mail_error" text,
	"sent_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"ended_because" "invitation_end",
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_order" timestamp (3) with time zone GENERATED ALWAYS AS (coalesce(sent_at, created_at)) STORED NOT NULL,
	"expires_order" timestamp (3) with time zone GENERATED ALWAYS AS (coalesce(expires_at, 'infinity')) STORED NOT NULL,
	CONSTRAINT "invitations_link" UNIQUE("link_hash"),
	CONSTRAINT "invitations_of_organization" UNIQUE("organization_id","id"),
	CONSTRAINT "invitations_lifetime" CHECK ("invitations"."lifetime_hours" between 1 and 720),
	CONSTRAINT "invitations_link_is_a_hash" CHECK (octet_length("invitations"."link_hash") = 32),
	CONSTRAINT "invitations_end" CHECK (("invitations"."status" = 'pending') = ("invitations"."ended_at" is null)),
	CONSTRAINT "invitations_end_reason" CHECK (("invitations"."status" = 'pending') = ("invitations"."ended_because" is null))
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "membership_groups" (
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	CONSTRAINT "membership_groups_organization_id_user_id_group_id_pk" PRIMARY KEY("organization_id","user_id","group_id")
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"root_id" uuid NOT NULL,
	"origin" "membership_origin" NOT NULL,
	"managed_by" uuid GENERATED ALWAYS AS (case when origin = 'managed' then organization_id end) STORED,
	"parent_organization_id" uuid,
	"invitation_id" uuid,
	"invited_by_id" uuid,
	"username" text NOT NULL,
	"name" text NOT NULL,
	"search" text NOT NULL,
	"joined_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_organization_id_user_id_pk" PRIMARY KEY("organization_id","user_id"),
	CONSTRAINT "memberships_invited_from_parent" CHECK (("memberships"."origin" = 'invited') = ("memberships"."parent_organization_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"path" uuid[] NOT NULL,
	"parent_path" uuid[] GENERATED ALWAYS AS (path[1:cardinality(path) - 1]) STORED NOT NULL,
	"parent_id" uuid GENERATED ALWAYS AS (path[cardinality(path) - 1]) STORED,
	"root_id" uuid GENERATED ALWAYS AS (path[1]) STORED NOT NULL,
	"handle" text,
	"name" text NOT NULL,
	"invitation_lifetime_hours" integer DEFAULT 72 NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organizations_handle_unique" UNIQUE("handle"),
	CONSTRAINT "organizations_id_path" UNIQUE("id","path"),
	CONSTRAINT "organizations_id_root" UNIQUE("id","root_id"),
	CONSTRAINT "organizations_id_parent" UNIQUE("id","parent_id"),
	CONSTRAINT "organizations_path_ends_here" CHECK ("organizations"."path"[cardinality("organizations"."path")] = "organizations"."id"),
	CONSTRAINT "organizations_depth" CHECK (cardinality("organizations"."path") between 1 and 8),
	CONSTRAINT "organizations_handle_of_roots" CHECK (("organizations"."handle" is not null) = (cardinality("organizations"."path") = 1)),
	CONSTRAINT "organizations_handle_form" CHECK ("organizations"."handle" ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
	CONSTRAINT "organizations_name_length" CHECK (length("organizations"."name") between 1 and 120),
	CONSTRAINT "organizations_lifetime" CHECK ("organizations"."invitation_lifetime_hours" between 1 and 720)
);
--> statement-breakpoint
CREATE TABLE "roles" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"name" text NOT NULL,
	"permissions" text[] DEFAULT '{}' NOT NULL,
	"is_administrator" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "roles_of_organization" UNIQUE("organization_id","id"),
	CONSTRAINT "roles_name_length" CHECK (length("roles"."name") between 1 and 120)
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"root_id" uuid NOT NULL,
	"managing_organization_id" uuid NOT NULL,
	"username" text NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"password_hash" text,
	"session_version" integer DEFAULT 1 NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"search" text GENERATED ALWAYS AS (lower(username || ' ' || name || ' ' || coalesce(email, ''))) STORED NOT NULL,
	CONSTRAINT "users_username" UNIQUE("root_id","username"),
	CONSTRAINT "users_id_root" UNIQUE("id","root_id"),
	CONSTRAINT "users_id_managing" UNIQUE("id","managing_organization_id"),
	CONSTRAINT "users_id_copies" UNIQUE("id","username","name","search"),
	CONSTRAINT "users_username_form" CHECK ("users"."username" ~ '^[^[:space:],\u003b]{1,64}$'),
	CONSTRAINT "users_name_length" CHECK (length("users"."name") between 1 and 120),
	CONSTRAINT "users_email_length" CHECK (length("users"."email") between 3 and 254)
);
--> statement-breakpoint
ALTER TABLE "group_roles" ADD CONSTRAINT "group_roles_group_of_organization" FOREIGN KEY ("organization_id","group_id") REFERENCES "public"."groups"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_roles" ADD CONSTRAINT "group_roles_role_of_organization" FOREIGN KEY ("organization_id","role_id") REFERENCES "public"."roles"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "groups" ADD CONSTRAINT "groups_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation_groups" ADD CONSTRAINT "invitation_groups_invitation" FOREIGN KEY ("organization_id","invitation_id") REFERENCES "public"."invitations"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation_groups" ADD CONSTRAINT "invitation_groups_group_of_organization" FOREIGN KEY ("organization_id","group_id") REFERENCES "public"."groups"("organization_id","id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_direct_parent" FOREIGN KEY ("organization_id","parent_organization_id") REFERENCES "public"."organizations"("id","parent_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_tree" FOREIGN KEY ("organization_id","root_id") REFERENCES "public"."organizations"("id","root_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_user_of_tree" FOREIGN KEY ("user_id","root_id") REFERENCES "public"."users"("id","root_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_copies" FOREIGN KEY ("user_id","username","name","search") REFERENCES "public"."users"("id","username","name","search") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_inviter" FOREIGN KEY ("inviter_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_groups" ADD CONSTRAINT "membership_groups_membership" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."memberships"("organization_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_groups" ADD CONSTRAINT "membership_groups_group_of_organization" FOREIGN KEY ("organization_id","group_id") REFERENCES "public"."groups"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_organization" FOREIGN KEY ("organization_id","root_id") REFERENCES "public"."organizations"("id","root_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_of_tree" FOREIGN KEY ("user_id","root_id") REFERENCES "public"."users"("id","root_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_managed_here" FOREIGN KEY ("user_id","managed_by") REFERENCES "public"."users"("id","managing_organization_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_copies" FOREIGN KEY ("user_id","username","name","search") REFERENCES "public"."users"("id","username","name","search") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_direct_parent" FOREIGN KEY ("organization_id","parent_organization_id") REFERENCES "public"."organizations"("id","parent_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_came_through_parent" FOREIGN KEY ("parent_organization_id","user_id") REFERENCES "public"."memberships"("organization_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_inviter" FOREIGN KEY ("invited_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_parent" FOREIGN KEY ("parent_id","parent_path") REFERENCES "public"."organizations"("id","path") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_managed_in_tree" FOREIGN KEY ("managing_organization_id","root_id") REFERENCES "public"."organizations"("id","root_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_events_of_organization" ON "audit_events" USING btree ("organization_id","id");--> statement-breakpoint
CREATE INDEX "audit_events_from" ON "audit_events" USING btree ("acting_from_id","id");--> statement-breakpoint
CREATE INDEX "audit_events_of_subject" ON "audit_events" USING btree ("organization_id","subject_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "groups_by_name" ON "groups" USING btree ("organization_id",lower("name"));--> statement-breakpoint
CREATE INDEX "invitation_groups_of_group" ON "invitation_groups" USING btree ("organization_id","group_id");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_one_pending" ON "invitations" USING btree ("organization_id","user_id") WHERE "invitations"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "invitations_by_sent" ON "invitations" USING btree ("organization_id","sent_order","id") WHERE "invitations"."status" <> 'deleted';--> statement-breakpoint
CREATE INDEX "invitations_by_username" ON "invitations" USING btree ("organization_id","username","id") WHERE "invitations"."status" <> 'deleted';--> statement-breakpoint
CREATE INDEX "invitations_by_expires" ON "invitations" USING btree ("organization_id","expires_order","id") WHERE "invitations"."status" <> 'deleted';--> statement-breakpoint
CREATE INDEX "invitations_by_status_sent" ON "invitations" USING btree ("organization_id","status","sent_order","id");--> statement-breakpoint
CREATE INDEX "invitations_by_status_username" ON "invitations" USING btree ("organization_id","status","username","id");--> statement-breakpoint
CREATE INDEX "invitations_by_status_expires" ON "invitations" USING btree ("organization_id","status","expires_order","id");--> statement-breakpoint
CREATE INDEX "invitations_search" ON "invitations" USING gin ("organization_id","search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "invitations_of_user" ON "invitations" USING btree ("user_id","parent_organization_id");--> statement-breakpoint
CREATE INDEX "invitations_of_inviter" ON "invitations" USING btree ("inviter_id");--> statement-breakpoint
CREATE INDEX "membership_groups_of_group" ON "membership_groups" USING btree ("organization_id","group_id","user_id");--> statement-breakpoint
CREATE INDEX "memberships_by_username" ON "memberships" USING btree ("organization_id","username");--> statement-breakpoint
CREATE INDEX "memberships_by_name" ON "memberships" USING btree ("organization_id","name","user_id");--> statement-breakpoint
CREATE INDEX "memberships_by_joined" ON "memberships" USING btree ("organization_id","joined_at","user_id");--> statement-breakpoint
CREATE INDEX "memberships_search" ON "memberships" USING gin ("organization_id","search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "memberships_of_user" ON "memberships" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "memberships_through_parent" ON "memberships" USING btree ("parent_organization_id","user_id");--> statement-breakpoint
CREATE INDEX "memberships_invited_by" ON "memberships" USING btree ("invited_by_id");--> statement-breakpoint
CREATE INDEX "organizations_children_by_name" ON "organizations" USING btree ("parent_id",lower("name"),"id");--> statement-breakpoint
CREATE INDEX "organizations_below" ON "organizations" USING gin ("path");--> statement-breakpoint
CREATE INDEX "organizations_search" ON "organizations" USING gin (lower("name") gin_trgm_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "roles_by_name" ON "roles" USING btree ("organization_id",lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "roles_one_administrator" ON "roles" USING btree ("organization_id") WHERE "roles"."is_administrator";--> statement-breakpoint
CREATE INDEX "users_managing" ON "users" USING btree ("managing_organization_id");