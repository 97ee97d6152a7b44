-- Both at once: what ends below because of something above is told of there too, and what has run out and is removed
-- by nobody ends because of its end date.
create or replace function membership_ended() returns trigger language plpgsql as $$
declare
  cause jsonb := coalesce(nullif(current_setting('usher.cause', true), ''), '{}')::jsonb;
  because text := coalesce(cause->>'because', case when old.ends <= now() then 'end-date' end);
  above uuid := coalesce((cause->>'actingFromId')::uuid, nullif((cause->>'organizationId')::uuid, old.organization_id));
begin
  insert into audit_events
    (organization_id, actor_id, actor_name, acting_from_id, address, action, subject_id, subject_name, details)
  values
    (old.organization_id, (cause->>'actorId')::uuid, cause->>'actorName', above,
     cause->>'address', 'memberships.end', old.user_id, old.username,
     jsonb_build_object('origin', old.origin, 'because', because));
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
