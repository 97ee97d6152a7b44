-- A group that goes takes its id from the invitations that carry it, and leaves its name there.
alter table invitation_groups drop constraint invitation_groups_group_of_organization;
--> statement-breakpoint
alter table invitation_groups add constraint invitation_groups_group_of_organization
  foreign key (organization_id, group_id) references groups (organization_id, id) on delete set null (group_id);
--> statement-breakpoint
-- A membership that ends, by whatever path and also by cascade, is recorded and ends the pending invitations built on it.
create function membership_ended() returns trigger language plpgsql as $$
declare
  cause jsonb := coalesce(nullif(current_setting('usher.cause', true), ''), '{}')::jsonb;
begin
  insert into audit_events
    (organization_id, actor_id, actor_name, acting_from_id, address, action, subject_id, subject_name, details)
  values
    (old.organization_id, (cause->>'actorId')::uuid, cause->>'actorName', (cause->>'actingFromId')::uuid,
     cause->>'address', 'memberships.end', old.user_id, old.username,
     jsonb_build_object('origin', old.origin, 'because', cause->>'because'));
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
--> statement-breakpoint
create trigger membership_ended after delete on memberships for each row execute function membership_ended();
--> statement-breakpoint
-- The audit is written once.
create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'audit_events is append-only' using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger audit_is_append_only before update or delete on audit_events
  for each statement execute function audit_is_append_only();
