CREATE TABLE "audit_names" (
	"organization_id" uuid NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
DROP INDEX "audit_events_search";--> statement-breakpoint
DROP INDEX "audit_events_from_search";--> statement-breakpoint
DROP INDEX "audit_events_by_time";--> statement-breakpoint
DROP INDEX "audit_events_by_action";--> statement-breakpoint
DROP INDEX "audit_events_by_actor";--> statement-breakpoint
DROP INDEX "audit_events_by_subject";--> statement-breakpoint
DROP INDEX "audit_events_from_by_time";--> statement-breakpoint
DROP INDEX "audit_events_from_by_action";--> statement-breakpoint
DROP INDEX "audit_events_from_by_actor";--> statement-breakpoint
DROP INDEX "audit_events_from_by_subject";--> statement-breakpoint
CREATE INDEX "audit_names_by_name" ON "audit_names" USING btree ("name","organization_id");--> statement-breakpoint
CREATE INDEX "audit_names_search" ON "audit_names" USING gin ("organization_id",lower("name") gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "audit_events_by_deed" ON "audit_events" USING btree ("organization_id",("actor_name" || ' ' || "action"),"outcome","at","id");--> statement-breakpoint
CREATE INDEX "audit_events_by_name" ON "audit_events" USING btree ("organization_id","subject_name","outcome","at","id");--> statement-breakpoint
CREATE INDEX "audit_events_from_by_deed" ON "audit_events" USING btree ("acting_from_id",("actor_name" || ' ' || "action"),"outcome","at","id") WHERE "audit_events"."acting_from_id" is not null;--> statement-breakpoint
CREATE INDEX "audit_events_from_by_name" ON "audit_events" USING btree ("acting_from_id","subject_name","outcome","at","id") WHERE "audit_events"."acting_from_id" is not null;--> statement-breakpoint
CREATE INDEX "audit_events_of_deleted_organizations" ON "audit_events" USING btree ("subject_id") WHERE "audit_events"."action" = 'organizations.delete';--> statement-breakpoint
CREATE INDEX "audit_events_by_time" ON "audit_events" USING btree ("organization_id","outcome","at","id");--> statement-breakpoint
CREATE INDEX "audit_events_by_action" ON "audit_events" USING btree ("organization_id","action","outcome","at","id");--> statement-breakpoint
CREATE INDEX "audit_events_by_actor" ON "audit_events" USING btree ("organization_id","actor_name","outcome","at","id");--> statement-breakpoint
CREATE INDEX "audit_events_by_subject" ON "audit_events" USING btree ("organization_id","subject_id","outcome","at","id");--> statement-breakpoint
CREATE INDEX "audit_events_from_by_time" ON "audit_events" USING btree ("acting_from_id","outcome","at","id") WHERE "audit_events"."acting_from_id" is not null;--> statement-breakpoint
CREATE INDEX "audit_events_from_by_action" ON "audit_events" USING btree ("acting_from_id","action","outcome","at","id") WHERE "audit_events"."acting_from_id" is not null;--> statement-breakpoint
CREATE INDEX "audit_events_from_by_actor" ON "audit_events" USING btree ("acting_from_id","actor_name","outcome","at","id") WHERE "audit_events"."acting_from_id" is not null;--> statement-breakpoint
CREATE INDEX "audit_events_from_by_subject" ON "audit_events" USING btree ("acting_from_id","subject_id","outcome","at","id") WHERE "audit_events"."acting_from_id" is not null;--> statement-breakpoint
ALTER TABLE "audit_events" DROP COLUMN "search";--> statement-breakpoint
insert into audit_names (organization_id, name)
select organization_id, actor_name from audit_events where actor_name is not null
union select organization_id, subject_name from audit_events where subject_name is not null
union select acting_from_id, actor_name from audit_events where acting_from_id is not null and actor_name is not null
union select acting_from_id, subject_name from audit_events where acting_from_id is not null and subject_name is not null;
--> statement-breakpoint
create function audit_names_are_kept() returns trigger language plpgsql as $$
begin
  insert into audit_names (organization_id, name)
  select distinct place.id, seen.name
  from written e
  cross join lateral (values (e.organization_id), (e.acting_from_id)) as place (id)
  cross join lateral (values (e.actor_name), (e.subject_name)) as seen (name)
  where place.id is not null and seen.name is not null
    and not exists (select from audit_names k where k.name = seen.name and k.organization_id = place.id);
  return null;
end $$;
--> statement-breakpoint
create trigger audit_names_are_kept after insert on audit_events
  referencing new table as written for each statement execute function audit_names_are_kept();
--> statement-breakpoint
-- As before; and what happens below because of something above is told of there too, as what its people did below.
create or replace function membership_ended() returns trigger language plpgsql as $$
declare
  cause jsonb := coalesce(nullif(current_setting('usher.cause', true), ''), '{}')::jsonb;
  above uuid := coalesce((cause->>'actingFromId')::uuid, nullif((cause->>'organizationId')::uuid, old.organization_id));
begin
  insert into audit_events
    (organization_id, actor_id, actor_name, acting_from_id, address, action, subject_id, subject_name, details)
  values
    (old.organization_id, (cause->>'actorId')::uuid, cause->>'actorName', above,
     cause->>'address', 'memberships.end', old.user_id, old.username,
     jsonb_build_object('origin', old.origin, 'because', cause->>'because'));
  with ended as (
    update invitations set status = 'deleted', ended_at = now(), ended_because = 'left-parent'
    where parent_organization_id = old.organization_id and user_id = old.user_id and status = 'pending'
    returning id, organization_id
  )
  insert into audit_events
    (organization_id, actor_id, actor_name, acting_from_id, address, action, subject_id, subject_name, details)
  select organization_id, (cause->>'actorId')::uuid, cause->>'actorName',
     coalesce((cause->>'actingFromId')::uuid, nullif((cause->>'organizationId')::uuid, organization_id)),
     cause->>'address', 'invitations.end', id, old.username, jsonb_build_object('because', 'left-parent')
  from ended;
  return null;
end $$;
