CREATE TYPE "public"."account_notice_kind" AS ENUM('email-changed', 'username-changed', 'password-changed', 'password-set', 'account-disabled', 'account-deleted');--> statement-breakpoint
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
