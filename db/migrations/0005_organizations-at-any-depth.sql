DROP INDEX "organizations_search";--> statement-breakpoint
CREATE INDEX "organizations_by_depth" ON "organizations" USING btree ("root_id",cardinality("path"),lower("name"),"id");--> statement-breakpoint
CREATE INDEX "organizations_disabled" ON "organizations" USING btree ("id") WHERE "organizations"."disabled_at" is not null;--> statement-breakpoint
CREATE INDEX "organizations_search" ON "organizations" USING gin ("root_id",lower("name") gin_trgm_ops);