DROP INDEX "invitations_of_inviter";--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "sent_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "sent_again_at" timestamp (3) with time zone[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "opened_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "link_asked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "decline_reason" text;--> statement-breakpoint
CREATE INDEX "invitations_link_asked" ON "invitations" USING btree ("organization_id","link_asked_at") WHERE "invitations"."link_asked_at" is not null and "invitations"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "invitations_of_inviter" ON "invitations" USING btree ("inviter_id","organization_id","ended_at");--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_note_length" CHECK (length("invitations"."note") between 1 and 500);--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_decline_reason_length" CHECK (length("invitations"."decline_reason") between 1 and 300);--> statement-breakpoint
update invitations set sent_count = 1 where sent_at is not null;
