CREATE TYPE "public"."audit_outcome" AS ENUM('done', 'refused');--> statement-breakpoint
CREATE TYPE "public"."bulk_action_kind" AS ENUM('invite', 'resend', 'delete', 'delete-organization');--> statement-breakpoint
CREATE TYPE "public"."bulk_action_outcome" AS ENUM('invited', 'sent', 'deleted', 'already-a-user', 'already-invited', 'not-a-user-of-parent', 'not-looked-up', 'last-day-past', 'no-email', 'account-disabled', 'ended', 'too-soon', 'too-often', 'ungrantable', 'group-gone', 'unreadable', 'refused');--> statement-breakpoint
CREATE TYPE "public"."bulk_action_state" AS ENUM('draft', 'running', 'finished', 'stopped');--> statement-breakpoint
CREATE TYPE "public"."email_state" AS ENUM('waiting', 'sent', 'failed');--> statement-breakpoint
CREATE TYPE "public"."invitation_end" AS ENUM('accepted', 'declined', 'deleted', 'replaced', 'left-parent', 'account-disabled');--> statement-breakpoint
CREATE TYPE "public"."invitation_status" AS ENUM('pending', 'accepted', 'declined', 'deleted');--> statement-breakpoint
CREATE TYPE "public"."membership_origin" AS ENUM('managed', 'invited');--> statement-breakpoint
CREATE TYPE "public"."account_notice_kind" AS ENUM('email-changed', 'username-changed', 'password-changed', 'password-set', 'account-disabled', 'account-deleted');--> statement-breakpoint
CREATE TABLE "assets" (
	"path" text PRIMARY KEY NOT NULL,
	"content" "bytea" NOT NULL,
	"used_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "refusal_counts" (
	"key" text PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"actor_id" uuid,
	"event" jsonb NOT NULL,
	"repeats" integer DEFAULT 0 NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"organization_id" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"actor_id" uuid,
	"actor_name" text,
	"acting_from_id" uuid,
	"address" text,
	"action" text NOT NULL,
	"outcome" "audit_outcome" DEFAULT 'done' NOT NULL,
	"subject_id" uuid,
	"subject_name" text,
	"request_id" uuid DEFAULT nullif(current_setting('usher.request_id', true), '')::uuid,
	"search" text GENERATED ALWAYS AS (normalize(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(regexp_replace(normalize(' ' || coalesce(actor_name, '') || ' ' || coalesce(subject_name, ''), NFKD), '[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]', '', 'g')), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'ø', 'o'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ħ', 'h'), 'ŧ', 't'), 'ı', 'i'), 'ς', 'σ'), NFC)) STORED NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bulk_action_row_groups" (
	"organization_id" uuid NOT NULL,
	"bulk_action_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"group_id" uuid,
	"group_name" text NOT NULL,
	CONSTRAINT "bulk_action_row_groups_bulk_action_id_position_group_name_pk" PRIMARY KEY("bulk_action_id","position","group_name")
);
--> statement-breakpoint
CREATE TABLE "bulk_action_rows" (
	"organization_id" uuid NOT NULL,
	"bulk_action_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"username" text NOT NULL,
	"search" text GENERATED ALWAYS AS (normalize(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(regexp_replace(normalize(' ' || username, NFKD), '[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]', '', 'g')), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'ø', 'o'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ħ', 'h'), 'ŧ', 't'), 'ı', 'i'), 'ς', 'σ'), NFC)) STORED NOT NULL,
	"invitation_id" uuid,
	"outcome" "bulk_action_outcome",
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "bulk_action_rows_bulk_action_id_position_pk" PRIMARY KEY("bulk_action_id","position"),
	CONSTRAINT "bulk_action_rows_username_length" CHECK (length("bulk_action_rows"."username") between ("bulk_action_rows"."outcome" is distinct from 'unreadable')::int and 64)
);
--> statement-breakpoint
CREATE TABLE "bulk_actions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"kind" "bulk_action_kind" NOT NULL,
	"state" "bulk_action_state" NOT NULL,
	"actor_id" uuid NOT NULL,
	"address" text NOT NULL,
	"lifetime_hours" integer,
	"note" text,
	"membership_ends_at" timestamp (3) with time zone,
	"target_organization_id" uuid,
	"size" integer NOT NULL,
	"tally" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"source" jsonb,
	"reason" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "bulk_actions_of_organization" UNIQUE("organization_id","id"),
	CONSTRAINT "bulk_actions_lifetime" CHECK ("bulk_actions"."lifetime_hours" between 1 and 720),
	CONSTRAINT "bulk_actions_note_length" CHECK (length("bulk_actions"."note") between 1 and 500),
	CONSTRAINT "bulk_actions_started" CHECK (("bulk_actions"."state" = 'draft') = ("bulk_actions"."started_at" is null)),
	CONSTRAINT "bulk_actions_ended" CHECK (("bulk_actions"."state" in ('finished', 'stopped')) = ("bulk_actions"."ended_at" is not null)),
	CONSTRAINT "bulk_actions_reason" CHECK (("bulk_actions"."state" = 'stopped') = ("bulk_actions"."reason" is not null))
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
	"search" text GENERATED ALWAYS AS (normalize(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(regexp_replace(normalize(' ' || name, NFKD), '[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]', '', 'g')), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'ø', 'o'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ħ', 'h'), 'ŧ', 't'), 'ı', 'i'), 'ς', 'σ'), NFC)) STORED NOT NULL,
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
	"copied_from" uuid,
	"inviter_id" uuid,
	"request_id" uuid,
	"status" "invitation_status" DEFAULT 'pending' NOT NULL,
	"membership_ends_at" timestamp (3) with time zone,
	"lifetime_hours" integer NOT NULL,
	"note" text,
	"note_author" text,
	"link_hash" "bytea",
	"sending" integer DEFAULT 1 NOT NULL,
	"delivery_began_at" timestamp (3) with time zone,
	"email_state" "email_state" DEFAULT 'waiting' NOT NULL,
	"email_error" jsonb,
	"sent_at" timestamp (3) with time zone,
	"sent_count" integer DEFAULT 0 NOT NULL,
	"resent_at" timestamp (3) with time zone[] DEFAULT '{}' NOT NULL,
	"opened_at" timestamp (3) with time zone,
	"new_link_requested_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"end_reason" "invitation_end",
	"decline_reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_order" timestamp (3) with time zone GENERATED ALWAYS AS (coalesce(sent_at, created_at)) STORED NOT NULL,
	"expires_order" timestamp (3) with time zone GENERATED ALWAYS AS (coalesce(expires_at, 'infinity')) STORED NOT NULL,
	CONSTRAINT "invitations_link" UNIQUE("link_hash"),
	CONSTRAINT "invitations_of_organization" UNIQUE("organization_id","id"),
	CONSTRAINT "invitations_lifetime" CHECK ("invitations"."lifetime_hours" between 1 and 720),
	CONSTRAINT "invitations_note_length" CHECK (length("invitations"."note") between 1 and 500),
	CONSTRAINT "invitations_note_author" CHECK (("invitations"."note" is null) = ("invitations"."note_author" is null)),
	CONSTRAINT "invitations_decline_reason_length" CHECK (length("invitations"."decline_reason") between 1 and 300),
	CONSTRAINT "invitations_link_is_a_hash" CHECK (octet_length("invitations"."link_hash") = 32),
	CONSTRAINT "invitations_end" CHECK (("invitations"."status" = 'pending') = ("invitations"."ended_at" is null)),
	CONSTRAINT "invitations_end_reason" CHECK (("invitations"."status" = 'pending') = ("invitations"."end_reason" is null))
);
--> statement-breakpoint
CREATE TABLE "replaced_links" (
	"link_hash" "bytea" PRIMARY KEY NOT NULL,
	"invitation_id" uuid NOT NULL,
	CONSTRAINT "replaced_links_link_is_a_hash" CHECK (octet_length("replaced_links"."link_hash") = 32)
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
	"ends_at" timestamp (3) with time zone,
	"parent_ends_at" timestamp (3) with time zone,
	"ends" timestamp (3) with time zone GENERATED ALWAYS AS (least(coalesce(ends_at, 'infinity'::timestamptz), coalesce(parent_ends_at, 'infinity'::timestamptz))) STORED NOT NULL,
	"end_notified_for" timestamp (3) with time zone,
	CONSTRAINT "memberships_organization_id_user_id_pk" PRIMARY KEY("organization_id","user_id"),
	CONSTRAINT "memberships_with_end" UNIQUE("organization_id","user_id","ends"),
	CONSTRAINT "memberships_invited_from_parent" CHECK (("memberships"."origin" = 'invited') = ("memberships"."parent_organization_id" is not null)),
	CONSTRAINT "memberships_end_with_parent" CHECK (("memberships"."origin" = 'invited') = ("memberships"."parent_ends_at" is not null)),
	CONSTRAINT "memberships_managed_stay" CHECK ("memberships"."origin" = 'invited' or "memberships"."ends_at" is null)
);
--> statement-breakpoint
CREATE TABLE "account_notices" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" "account_notice_kind" NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"username" text NOT NULL,
	"organization_id" uuid NOT NULL,
	"organization_name" text NOT NULL,
	"actor_name" text,
	"actor_username" text,
	"happened_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
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
	"depth" integer GENERATED ALWAYS AS (cardinality(path)) STORED NOT NULL,
	"search" text GENERATED ALWAYS AS (normalize(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(regexp_replace(normalize(' ' || name, NFKD), '[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]', '', 'g')), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'ø', 'o'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ħ', 'h'), 'ŧ', 't'), 'ı', 'i'), 'ς', 'σ'), NFC)) STORED NOT NULL,
	"invitation_lifetime_hours" integer DEFAULT 72 NOT NULL,
	"session_idle_hours" integer DEFAULT 12 NOT NULL,
	"sender_name" text,
	"color" text,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"default_locale" text DEFAULT 'en' NOT NULL,
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
	CONSTRAINT "organizations_lifetime" CHECK ("organizations"."invitation_lifetime_hours" between 1 and 720),
	CONSTRAINT "organizations_session_idle" CHECK ("organizations"."session_idle_hours" between 1 and 168),
	CONSTRAINT "organizations_sender_name_length" CHECK (length("organizations"."sender_name") between 1 and 64),
	CONSTRAINT "organizations_color_form" CHECK ("organizations"."color" ~ '^#[0-9a-f]{6}$'),
	CONSTRAINT "organizations_time_zone_length" CHECK (length("organizations"."time_zone") between 1 and 64),
	CONSTRAINT "organizations_default_locale" CHECK ("organizations"."default_locale" in ('en', 'de', 'fr', 'es', 'pt-BR', 'ja'))
);
--> statement-breakpoint
CREATE TABLE "password_links" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"link_id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"link_hash" "bytea",
	"sending" integer DEFAULT 1 NOT NULL,
	"delivery_began_at" timestamp (3) with time zone,
	"email_state" "email_state" DEFAULT 'waiting' NOT NULL,
	"email_error" jsonb,
	"requested_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	CONSTRAINT "password_links_link" UNIQUE("link_hash"),
	CONSTRAINT "password_links_link_is_a_hash" CHECK (octet_length("password_links"."link_hash") = 32)
);
--> statement-breakpoint
CREATE TABLE "roles" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"name" text NOT NULL,
	"search" text GENERATED ALWAYS AS (normalize(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(regexp_replace(normalize(' ' || name, NFKD), '[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]', '', 'g')), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'ø', 'o'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ħ', 'h'), 'ŧ', 't'), 'ı', 'i'), 'ς', 'σ'), NFC)) STORED NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"permissions" text[] DEFAULT '{}' NOT NULL,
	"is_administrator" boolean DEFAULT false NOT NULL,
	"can_enter_descendants" boolean GENERATED ALWAYS AS (is_administrator or 'organizations.enter' = any(permissions)) STORED NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "roles_of_organization" UNIQUE("organization_id","id"),
	CONSTRAINT "roles_name_length" CHECK (length("roles"."name") between 1 and 120),
	CONSTRAINT "roles_description_length" CHECK (length("roles"."description") <= 500)
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"address" text NOT NULL,
	"user_agent" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL
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
CREATE TABLE "released_usernames" (
	"root_id" uuid NOT NULL,
	"username_skeleton" text NOT NULL,
	"user_id" uuid NOT NULL,
	"released_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "released_usernames_root_id_username_skeleton_pk" PRIMARY KEY("root_id","username_skeleton")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"root_id" uuid NOT NULL,
	"managing_organization_id" uuid NOT NULL,
	"username" text NOT NULL,
	"username_skeleton" text DEFAULT '' NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"confirmed_email" text,
	"password_hash" text,
	"disabled_at" timestamp (3) with time zone,
	"wants_response_emails" boolean DEFAULT false NOT NULL,
	"time_zone" text,
	"locale" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"search" text GENERATED ALWAYS AS (normalize(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(regexp_replace(normalize(' ' || username || ' ' || name || ' ' || coalesce(email, ''), NFKD), '[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]', '', 'g')), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'ø', 'o'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ħ', 'h'), 'ŧ', 't'), 'ı', 'i'), 'ς', 'σ'), NFC)) STORED NOT NULL,
	CONSTRAINT "users_username" UNIQUE("root_id","username"),
	CONSTRAINT "users_username_skeleton" UNIQUE("root_id","username_skeleton"),
	CONSTRAINT "users_id_root" UNIQUE("id","root_id"),
	CONSTRAINT "users_id_managing" UNIQUE("id","managing_organization_id"),
	CONSTRAINT "users_id_copies" UNIQUE("id","username","name","search"),
	CONSTRAINT "users_username_form" CHECK ("users"."username" ~ '^[^[:space:],\u003b]{1,64}$'),
	CONSTRAINT "users_name_length" CHECK (length("users"."name") between 1 and 120),
	CONSTRAINT "users_email_length" CHECK (length("users"."email") between 3 and 254),
	CONSTRAINT "users_time_zone_length" CHECK (length("users"."time_zone") between 1 and 64),
	CONSTRAINT "users_locale" CHECK ("users"."locale" in ('en', 'de', 'fr', 'es', 'pt-BR', 'ja'))
);
--> statement-breakpoint
ALTER TABLE "bulk_action_row_groups" ADD CONSTRAINT "bulk_action_row_groups_bulk_action" FOREIGN KEY ("organization_id","bulk_action_id") REFERENCES "public"."bulk_actions"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_action_row_groups" ADD CONSTRAINT "bulk_action_row_groups_row" FOREIGN KEY ("bulk_action_id","position") REFERENCES "public"."bulk_action_rows"("bulk_action_id","position") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_action_row_groups" ADD CONSTRAINT "bulk_action_row_groups_group_of_organization" FOREIGN KEY ("organization_id","group_id") REFERENCES "public"."groups"("organization_id","id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_action_rows" ADD CONSTRAINT "bulk_action_rows_bulk_action" FOREIGN KEY ("organization_id","bulk_action_id") REFERENCES "public"."bulk_actions"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_action_rows" ADD CONSTRAINT "bulk_action_rows_invitation_of_organization" FOREIGN KEY ("organization_id","invitation_id") REFERENCES "public"."invitations"("organization_id","id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_actions" ADD CONSTRAINT "bulk_actions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_actions" ADD CONSTRAINT "bulk_actions_target_organization_id_organizations_id_fk" FOREIGN KEY ("target_organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_roles" ADD CONSTRAINT "group_roles_group_of_organization" FOREIGN KEY ("organization_id","group_id") REFERENCES "public"."groups"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_roles" ADD CONSTRAINT "group_roles_role_of_organization" FOREIGN KEY ("organization_id","role_id") REFERENCES "public"."roles"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "groups" ADD CONSTRAINT "groups_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation_groups" ADD CONSTRAINT "invitation_groups_invitation" FOREIGN KEY ("organization_id","invitation_id") REFERENCES "public"."invitations"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation_groups" ADD CONSTRAINT "invitation_groups_group_of_organization" FOREIGN KEY ("organization_id","group_id") REFERENCES "public"."groups"("organization_id","id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_direct_parent" FOREIGN KEY ("organization_id","parent_organization_id") REFERENCES "public"."organizations"("id","parent_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_tree" FOREIGN KEY ("organization_id","root_id") REFERENCES "public"."organizations"("id","root_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_user_of_tree" FOREIGN KEY ("user_id","root_id") REFERENCES "public"."users"("id","root_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_copies" FOREIGN KEY ("copied_from","username","name","search") REFERENCES "public"."users"("id","username","name","search") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_inviter" FOREIGN KEY ("inviter_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replaced_links" ADD CONSTRAINT "replaced_links_invitation_id_invitations_id_fk" FOREIGN KEY ("invitation_id") REFERENCES "public"."invitations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_groups" ADD CONSTRAINT "membership_groups_membership" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."memberships"("organization_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_groups" ADD CONSTRAINT "membership_groups_group_of_organization" FOREIGN KEY ("organization_id","group_id") REFERENCES "public"."groups"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_organization" FOREIGN KEY ("organization_id","root_id") REFERENCES "public"."organizations"("id","root_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_of_tree" FOREIGN KEY ("user_id","root_id") REFERENCES "public"."users"("id","root_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_managed_here" FOREIGN KEY ("user_id","managed_by") REFERENCES "public"."users"("id","managing_organization_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_copies" FOREIGN KEY ("user_id","username","name","search") REFERENCES "public"."users"("id","username","name","search") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_direct_parent" FOREIGN KEY ("organization_id","parent_organization_id") REFERENCES "public"."organizations"("id","parent_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_came_through_parent" FOREIGN KEY ("parent_organization_id","user_id","parent_ends_at") REFERENCES "public"."memberships"("organization_id","user_id","ends") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_inviter" FOREIGN KEY ("invited_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_parent" FOREIGN KEY ("parent_id","parent_path") REFERENCES "public"."organizations"("id","path") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "password_links" ADD CONSTRAINT "password_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organization_logos" ADD CONSTRAINT "organization_logos_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "released_usernames" ADD CONSTRAINT "released_usernames_root_id_organizations_id_fk" FOREIGN KEY ("root_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_managed_in_tree" FOREIGN KEY ("managing_organization_id","root_id") REFERENCES "public"."organizations"("id","root_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "refusal_counts_of_actor" ON "refusal_counts" USING btree ("organization_id","actor_id");--> statement-breakpoint
CREATE INDEX "refusal_counts_by_end" ON "refusal_counts" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "audit_events_by_time" ON "audit_events" USING btree ("organization_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_events_by_action" ON "audit_events" USING btree ("organization_id","action","at","id");--> statement-breakpoint
CREATE INDEX "audit_events_by_actor" ON "audit_events" USING btree ("organization_id","actor_name","at","id");--> statement-breakpoint
CREATE INDEX "audit_events_by_subject" ON "audit_events" USING btree ("organization_id","subject_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_events_refused" ON "audit_events" USING btree ("organization_id","at","id") WHERE "audit_events"."outcome" = 'refused';--> statement-breakpoint
CREATE INDEX "audit_events_search" ON "audit_events" USING gin ("organization_id","search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "audit_events_from_by_time" ON "audit_events" USING btree ("acting_from_id","at","id") WHERE "audit_events"."acting_from_id" is not null;--> statement-breakpoint
CREATE INDEX "audit_events_from_search" ON "audit_events" USING gin ("acting_from_id","search" gin_trgm_ops) WHERE "audit_events"."acting_from_id" is not null;--> statement-breakpoint
CREATE INDEX "audit_events_of_deleted_organizations" ON "audit_events" USING btree ("subject_id") WHERE "audit_events"."action" = 'organizations.delete';--> statement-breakpoint
CREATE INDEX "bulk_action_row_groups_of_group" ON "bulk_action_row_groups" USING btree ("organization_id","group_id");--> statement-breakpoint
CREATE INDEX "bulk_action_rows_to_do" ON "bulk_action_rows" USING btree ("bulk_action_id","position") WHERE "bulk_action_rows"."outcome" is null;--> statement-breakpoint
CREATE INDEX "bulk_action_rows_by_outcome" ON "bulk_action_rows" USING btree ("bulk_action_id","outcome","position");--> statement-breakpoint
CREATE INDEX "bulk_action_rows_of_invitation" ON "bulk_action_rows" USING btree ("organization_id","invitation_id");--> statement-breakpoint
CREATE INDEX "bulk_actions_by_created" ON "bulk_actions" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "bulk_actions_of_actor" ON "bulk_actions" USING btree ("organization_id","actor_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "bulk_actions_running_on_target" ON "bulk_actions" USING btree ("target_organization_id") WHERE "bulk_actions"."state" = 'running';--> statement-breakpoint
CREATE INDEX "bulk_actions_of_target" ON "bulk_actions" USING btree ("target_organization_id","created_at");--> statement-breakpoint
CREATE INDEX "bulk_actions_drafts" ON "bulk_actions" USING btree ("created_at") WHERE "bulk_actions"."state" = 'draft';--> statement-breakpoint
CREATE INDEX "group_roles_of_role" ON "group_roles" USING btree ("organization_id","role_id","group_id");--> statement-breakpoint
CREATE UNIQUE INDEX "groups_by_name" ON "groups" USING btree ("organization_id",lower(name));--> statement-breakpoint
CREATE INDEX "groups_by_search" ON "groups" USING btree ("organization_id","search","id");--> statement-breakpoint
CREATE INDEX "invitation_groups_of_group" ON "invitation_groups" USING btree ("organization_id","group_id");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_one_pending" ON "invitations" USING btree ("organization_id","user_id") WHERE "invitations"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "invitations_by_sent" ON "invitations" USING btree ("organization_id","sent_order","id") WHERE "invitations"."status" <> 'deleted';--> statement-breakpoint
CREATE INDEX "invitations_by_username" ON "invitations" USING btree ("organization_id","username","id") WHERE "invitations"."status" <> 'deleted';--> statement-breakpoint
CREATE INDEX "invitations_by_expires" ON "invitations" USING btree ("organization_id","expires_order","id") WHERE "invitations"."status" <> 'deleted';--> statement-breakpoint
CREATE INDEX "invitations_by_status_sent" ON "invitations" USING btree ("organization_id","status","sent_order","id");--> statement-breakpoint
CREATE INDEX "invitations_by_status_username" ON "invitations" USING btree ("organization_id","status","username","id");--> statement-breakpoint
CREATE INDEX "invitations_by_status_expires" ON "invitations" USING btree ("organization_id","status","expires_order","id");--> statement-breakpoint
CREATE INDEX "invitations_search" ON "invitations" USING gin ("organization_id","search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "invitations_copied_from" ON "invitations" USING btree ("copied_from");--> statement-breakpoint
CREATE INDEX "invitations_of_user" ON "invitations" USING btree ("user_id","parent_organization_id");--> statement-breakpoint
CREATE INDEX "invitations_of_inviter" ON "invitations" USING btree ("inviter_id","organization_id","ended_at");--> statement-breakpoint
CREATE INDEX "invitations_new_link_requested" ON "invitations" USING btree ("organization_id","new_link_requested_at") WHERE "invitations"."new_link_requested_at" is not null and "invitations"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "invitations_failed_email" ON "invitations" USING btree ("id") WHERE "invitations"."email_state" = 'failed' and "invitations"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "replaced_links_of_invitation" ON "replaced_links" USING btree ("invitation_id");--> statement-breakpoint
CREATE INDEX "membership_groups_of_group" ON "membership_groups" USING btree ("organization_id","group_id","user_id");--> statement-breakpoint
CREATE INDEX "memberships_by_username" ON "memberships" USING btree ("organization_id","username");--> statement-breakpoint
CREATE INDEX "memberships_by_name" ON "memberships" USING btree ("organization_id","name","user_id");--> statement-breakpoint
CREATE INDEX "memberships_by_joined" ON "memberships" USING btree ("organization_id","joined_at","user_id");--> statement-breakpoint
CREATE INDEX "memberships_search" ON "memberships" USING gin ("organization_id","search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "memberships_of_user" ON "memberships" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "memberships_through_parent" ON "memberships" USING btree ("parent_organization_id","user_id");--> statement-breakpoint
CREATE INDEX "memberships_invited_by" ON "memberships" USING btree ("invited_by_id");--> statement-breakpoint
CREATE INDEX "memberships_ending" ON "memberships" USING btree ("ends") WHERE "memberships"."ends" < 'infinity';--> statement-breakpoint
CREATE INDEX "memberships_ending_here" ON "memberships" USING btree ("organization_id","ends") WHERE "memberships"."ends" < 'infinity';--> statement-breakpoint
CREATE INDEX "organizations_children_by_name" ON "organizations" USING btree ("parent_id","search","id");--> statement-breakpoint
CREATE INDEX "organizations_by_name" ON "organizations" USING btree ("root_id","search","id");--> statement-breakpoint
CREATE INDEX "organizations_below" ON "organizations" USING gin ("path");--> statement-breakpoint
CREATE INDEX "organizations_by_depth" ON "organizations" USING btree ("root_id","depth","search","id");--> statement-breakpoint
CREATE INDEX "organizations_disabled" ON "organizations" USING btree ("id") WHERE "organizations"."disabled_at" is not null;--> statement-breakpoint
CREATE INDEX "organizations_search" ON "organizations" USING gin ("root_id","search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "password_links_failed_email" ON "password_links" USING btree ("user_id") WHERE "password_links"."email_state" = 'failed';--> statement-breakpoint
CREATE UNIQUE INDEX "roles_by_name" ON "roles" USING btree ("organization_id",lower(name));--> statement-breakpoint
CREATE INDEX "roles_by_search" ON "roles" USING btree ("organization_id","search","id");--> statement-breakpoint
CREATE UNIQUE INDEX "roles_one_administrator" ON "roles" USING btree ("organization_id") WHERE "roles"."is_administrator";--> statement-breakpoint
CREATE INDEX "sessions_of_user" ON "sessions" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "users_managing" ON "users" USING btree ("managing_organization_id");--> statement-breakpoint
CREATE INDEX "users_email" ON "users" USING btree ("root_id",lower("email"));