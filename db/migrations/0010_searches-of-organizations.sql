DROP INDEX "invitations_search";--> statement-breakpoint
DROP INDEX "memberships_search";--> statement-breakpoint
CREATE INDEX "invitations_search" ON "invitations" USING gin ((array["organization_id"]),"search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "memberships_search" ON "memberships" USING gin ((array["organization_id"]),"search" gin_trgm_ops);