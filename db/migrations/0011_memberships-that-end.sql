ALTER TYPE "public"."batch_outcome" ADD VALUE 'last-day-past' BEFORE 'no-email';
--> statement-breakpoint
ALTER TABLE "memberships" DROP CONSTRAINT "memberships_came_through_parent";
--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "membership_ends_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "ends_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "parent_ends" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "ends" timestamp (3) with time zone GENERATED ALWAYS AS (least(coalesce(ends_at, 'infinity'::timestamptz), coalesce(parent_ends, 'infinity'::timestamptz))) STORED NOT NULL;
--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "ends_told" timestamp (3) with time zone;
--> statement-breakpoint
update memberships set parent_ends = 'infinity' where origin = 'invited';
--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_with_end" UNIQUE("organization_id","user_id","ends");
--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_came_through_parent" FOREIGN KEY ("parent_organization_id","user_id","parent_ends") REFERENCES "public"."memberships"("organization_id","user_id","ends") ON DELETE cascade ON UPDATE cascade;
--> statement-breakpoint
CREATE INDEX "memberships_ending" ON "memberships" USING btree ("ends") WHERE "memberships"."ends" < 'infinity';
--> statement-breakpoint
CREATE INDEX "memberships_ending_here" ON "memberships" USING btree ("organization_id","ends") WHERE "memberships"."ends" < 'infinity';
--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_end_with_parent" CHECK (("memberships"."origin" = 'invited') = ("memberships"."parent_ends" is not null));
--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_managed_stay" CHECK ("memberships"."origin" = 'invited' or "memberships"."ends_at" is null);
--> statement-breakpoint
-- What has run out and is removed by nobody ends because of its end date.
create or replace function membership_ended() returns trigger language plpgsql as $$
declare
  cause jsonb := coalesce(nullif(current_setting('usher.cause', true), ''), '{}')::jsonb;
  because text := coalesce(cause->>'because', case when old.ends <= now() then 'end-date' end);
begin
  insert into audit_events
    (organization_id, actor_id, actor_name, acting_from_id, address, action, subject_id, subject_name, details)
  values
    (old.organization_id, (cause->>'actorId')::uuid, cause->>'actorName', (cause->>'actingFromId')::uuid,
     cause->>'address', 'memberships.end', old.user_id, old.username,
     jsonb_build_object('origin', old.origin, 'because', because));
  with ended as (
    update invitations set status = 'deleted', ended_at = now(), ended_because = 'left-parent'
    where parent_organization_id = old.organization_id and user_id = old.user_id and status = 'pending'
    returning id, organization_id
  )
  insert into audit_events
    (organization_id, actor_id, actor_name, acting_from_id, address, action, subject_id, subject_name, details)
  select organization_id, (cause->>'actorId')::uuid, cause->>'actorName', (cause->>'actingFromId')::uuid,
     cause->>'address', 'invitations.end', id, old.username, jsonb_build_object('because', 'left-parent')
  from ended;
  return null;
end $$;
