DROP INDEX "audit_names_by_name";--> statement-breakpoint
DROP INDEX "audit_names_search";--> statement-breakpoint
CREATE INDEX "audit_names_of_organization" ON "audit_names" USING btree ("organization_id","name");--> statement-breakpoint
CREATE INDEX "audit_names_search" ON "audit_names" USING gin ((array["organization_id"]),lower("name") gin_trgm_ops);