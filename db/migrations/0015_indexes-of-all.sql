DROP INDEX "invitations_by_sent";--> statement-breakpoint
DROP INDEX "invitations_by_username";--> statement-breakpoint
DROP INDEX "invitations_by_expires";--> statement-breakpoint
CREATE INDEX "invitations_by_sent" ON "invitations" USING btree ("organization_id","sent_order","id") WHERE ("invitations"."status" <> 'deleted') is true;--> statement-breakpoint
CREATE INDEX "invitations_by_username" ON "invitations" USING btree ("organization_id","username","id") WHERE ("invitations"."status" <> 'deleted') is true;--> statement-breakpoint
CREATE INDEX "invitations_by_expires" ON "invitations" USING btree ("organization_id","expires_order","id") WHERE ("invitations"."status" <> 'deleted') is true;