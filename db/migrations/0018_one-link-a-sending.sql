ALTER TABLE "invitations" ALTER COLUMN "sending" SET DEFAULT 1;--> statement-breakpoint
ALTER TABLE "password_links" ALTER COLUMN "sending" SET DEFAULT 1;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "sending_began_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "password_links" ADD COLUMN "link_id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "password_links" ADD COLUMN "sending_began_at" timestamp (3) with time zone;