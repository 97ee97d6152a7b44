DROP INDEX "audit_names_of_organization";--> statement-breakpoint
DROP INDEX "audit_names_search";--> statement-breakpoint
DROP INDEX "group_roles_of_role";--> statement-breakpoint
DROP INDEX "groups_by_name";--> statement-breakpoint
DROP INDEX "organizations_children_by_name";--> statement-breakpoint
DROP INDEX "organizations_by_name";--> statement-breakpoint
DROP INDEX "organizations_by_depth";--> statement-breakpoint
DROP INDEX "organizations_search";--> statement-breakpoint
ALTER TABLE "audit_names" ADD COLUMN "search" text GENERATED ALWAYS AS (lower(name)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "groups" ADD COLUMN "search" text GENERATED ALWAYS AS (lower(name)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "depth" integer GENERATED ALWAYS AS (cardinality(path)) STORED NOT NULL,
  ADD COLUMN "search" text GENERATED ALWAYS AS (lower(name)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "audit_names_of_organization" ON "audit_names" USING btree ("organization_id","name","search");--> statement-breakpoint
CREATE INDEX "audit_names_search" ON "audit_names" USING gin ((array["organization_id"]),"search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "group_roles_of_role" ON "group_roles" USING btree ("organization_id","role_id","group_id");--> statement-breakpoint
CREATE UNIQUE INDEX "groups_by_name" ON "groups" USING btree ("organization_id","search");--> statement-breakpoint
CREATE INDEX "organizations_children_by_name" ON "organizations" USING btree ("parent_id","search","id");--> statement-breakpoint
CREATE INDEX "organizations_by_name" ON "organizations" USING btree ("root_id","search","id");--> statement-breakpoint
CREATE INDEX "organizations_by_depth" ON "organizations" USING btree ("root_id","depth","search","id");--> statement-breakpoint
CREATE INDEX "organizations_search" ON "organizations" USING gin ("root_id","search" gin_trgm_ops);--> statement-breakpoint
-- Most people are members of one organization, and some of thousands: for these, a plan that looks for somebody's membership
-- among all that they have would read every one. Whoever plans shall think that everybody has ten.
ALTER TABLE "memberships" ALTER COLUMN "user_id" SET (n_distinct = -0.1);
