CREATE TABLE "deleted_invitation_emails" (
	"user_id" uuid NOT NULL,
	"top_level_organization_id" uuid NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "deleted_invitation_emails_of_user" ON "deleted_invitation_emails" USING btree ("user_id","top_level_organization_id");