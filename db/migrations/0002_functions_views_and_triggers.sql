-- The functions and triggers of the database, and what drizzle-kit can't generate from the tables in
-- db/*/table.ts. This is their current text. A change here needs a migration with the same statement:
-- db/rules.test.ts fails while a migrated database differs from this file (see CONTRIBUTING.md). Every
-- statement can be run more than once.

-- Audit log -------------------------------------------------------------------------------------------------

-- Events can only be added, also by the owner of the table.
create or replace function refuse_audit_change() returns trigger
language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

create or replace trigger refuse_audit_change
before update or delete or truncate on audit_events
for each statement execute function refuse_audit_change();

-- Permissions -----------------------------------------------------------------------------------------------

-- What a user's groups give in each of these organizations. Has a row for every one of them of which the user
-- is a member, until the moment when the membership ends. Ignores whether the account is disabled.
create or replace function permissions_by_organization(user_id uuid, organization_ids uuid[])
returns table (
  organization_id uuid,
  is_administrator boolean,
  can_enter_descendants boolean,
  permissions text[]
)
language sql stable as $$
  select
    member.organization_id,
    coalesce(bool_or(role.is_administrator), false),
    coalesce(bool_or(role.can_enter_descendants), false),
    coalesce(array_agg(distinct permission) filter (where permission is not null), '{}')
  from memberships member
  left join membership_groups member_group
    on member_group.organization_id = member.organization_id
    and member_group.user_id = member.user_id
  left join group_roles group_role
    on group_role.organization_id = member_group.organization_id
    and group_role.group_id = member_group.group_id
  left join roles role
    on role.organization_id = group_role.organization_id
    and role.id = group_role.role_id
  left join lateral unnest(role.permissions) as permission on true
  where member.user_id = permissions_by_organization.user_id
    and member.organization_id = any(organization_ids)
    and member.ends > now()
  group by member.organization_id
$$;

-- What a user may do in an organization. Its administrators have every permission there, and so has a member of
-- an ancestor who can enter what is below. A disabled account has none. Always one row.
create or replace function effective_permissions(user_id uuid, organization_id uuid)
returns table (is_administrator boolean, permissions text[])
language sql stable as $$
  select
    coalesce(
      bool_or(
        role.is_administrator
        or (role.can_enter_descendants and member.organization_id <> organization.id)
      ),
      false
    ),
    coalesce(
      array_agg(distinct permission)
        filter (where permission is not null and member.organization_id = organization.id),
      '{}'
    )
  from organizations organization
  join memberships member on member.organization_id = any(organization.path)
  join users account on account.id = member.user_id
  join membership_groups member_group
    on member_group.organization_id = member.organization_id
    and member_group.user_id = member.user_id
  join group_roles group_role
    on group_role.organization_id = member_group.organization_id
    and group_role.group_id = member_group.group_id
  join roles role
    on role.organization_id = group_role.organization_id
    and role.id = group_role.role_id
  left join lateral unnest(role.permissions) as permission on true
  where organization.id = effective_permissions.organization_id
    and member.user_id = effective_permissions.user_id
    and member.ends > now()
    and account.disabled_at is null
$$;

-- Memberships -----------------------------------------------------------------------------------------------

-- Records the end of a membership, also of one that a foreign key deletes, and ends the pending invitations
-- built on it.
create or replace function record_membership_end() returns trigger
language plpgsql as $$
declare
  -- Who deletes it and why, from nameCause in db/audit/record.ts.
  cause constant jsonb := coalesce(nullif(current_setting('usher.cause', true), ''), '{}')::jsonb;
  reason constant text := coalesce(cause->>'reason', case when old.ends <= now() then 'end-date' end);
begin
  with ended_invitations as (
    update invitations
    set status = 'deleted', ended_at = now(), end_reason = 'left-parent'
    where parent_organization_id = old.organization_id
      and user_id = old.user_id
      and status = 'pending'
    returning id, organization_id
  ),
  events (organization_id, action, subject_id, details) as (
    select
      old.organization_id,
      'memberships.end',
      old.user_id,
      jsonb_build_object('origin', old.origin, 'reason', reason)
    union all
    select organization_id, 'invitations.end', id, jsonb_build_object('reason', 'left-parent')
    from ended_invitations
  )
  insert into audit_events (
    organization_id, actor_id, actor_name, acting_from_id, address, action, subject_id, subject_name, details
  )
  select
    organization_id,
    (cause->>'actorId')::uuid,
    cause->>'actorName',
    -- An end caused in an ancestor is shown in the ancestor's audit log, too.
    coalesce((cause->>'actingFromId')::uuid, nullif((cause->>'organizationId')::uuid, organization_id)),
    cause->>'address',
    action,
    subject_id,
    old.username,
    details
  from events;
  return null;
end $$;

create or replace trigger record_membership_end
after delete on memberships
for each row execute function record_membership_end();

-- Usernames -------------------------------------------------------------------------------------------------

-- What a username of ASCII characters looks like, as usernameSkeleton in lib/username-rules.ts, which handles
-- all others.
create or replace function ascii_username_skeleton(username text) returns text
language sql immutable as $$
  select replace(replace(replace(translate(username, '01|`', 'oll'''), 'm', 'rn'), '"', ''''''), '%', 'º/₀')
$$;

create or replace function fill_username_skeleton() returns trigger
language plpgsql as $$
begin
  new.username_skeleton := ascii_username_skeleton(new.username);
  return new;
end $$;

create or replace trigger fill_username_skeleton
before insert or update of username_skeleton on users
for each row when (new.username_skeleton = '') execute function fill_username_skeleton();

-- Keeps other accounts from taking a username that looks like one released in the last 90 days. It runs after
-- the unique index, which waits for a deletion that isn't committed yet: the username that the deletion
-- releases is seen here.
create or replace function refuse_released_username() returns trigger
language plpgsql as $$
begin
  if new.username_skeleton is distinct from old.username_skeleton and exists (
    select from released_usernames released
    where released.root_id = new.root_id
      and released.username_skeleton = new.username_skeleton
      and released.user_id <> new.id
      and released.released_at > now() - interval '90 days'
  ) then
    raise exception 'another account had this username in the last 90 days'
      using errcode = 'unique_violation', constraint = 'users_username_released';
  end if;
  return null;
end $$;

create or replace trigger refuse_released_username
after insert or update of username_skeleton on users
for each row execute function refuse_released_username();

-- Releases the username of an account that is deleted or renamed, unless its root organization is deleted,
-- too.
create or replace function release_username() returns trigger
language plpgsql as $$
begin
  if old.username_skeleton is distinct from new.username_skeleton then
    insert into released_usernames (root_id, username_skeleton, user_id)
    select id, old.username_skeleton, old.id
    from organizations
    where id = old.root_id
    on conflict (root_id, username_skeleton)
    do update set user_id = excluded.user_id, released_at = excluded.released_at;
  end if;
  return null;
end $$;

create or replace trigger release_username
after delete or update of username_skeleton on users
for each row execute function release_username();

-- Organization names ----------------------------------------------------------------------------------------

-- A name without case, spaces and punctuation, and with Latin letters in place of letters that look like
-- them.
create or replace function comparable_name(name text) returns text
language sql immutable strict parallel safe as $$
  select translate(
    regexp_replace(lower(normalize(name, nfkc)), '[[:space:][:punct:]]+', '', 'g'),
    'аАвВеЕкКмМнНоОрРсСтТуУхХіІјЈѕЅһԁӏαΑβΒεΕιΙκΚμΜνΝοΟρΡτΤυΥχΧ0',
    'aabbeekkmmhhooppccttyyxxiijjsshdlaabbeeiikkmmvnooppttuyxxo'
  )
$$;

create index if not exists organizations_by_comparable_name on organizations (root_id, comparable_name(name));

-- Whether emails of this organization would show the name of another organization of the tree. Of two
-- organizations with the same name, the younger one imitates the older one.
create or replace function imitates_another(organization organizations) returns boolean
language sql stable parallel safe as $$
  select exists (
    select from organizations other
    where other.root_id = organization.root_id
      and other.id <> organization.id
      and comparable_name(other.name) = comparable_name(coalesce(organization.sender_name, organization.name))
      and (
        comparable_name(organization.name) <> comparable_name(other.name)
        or (other.created_at, other.id) < (organization.created_at, organization.id)
      )
  )
$$;

-- Foreign keys ----------------------------------------------------------------------------------------------

-- Deleting a group or an invitation clears only the reference to it; organization_id stays.
alter table invitation_groups
  drop constraint if exists invitation_groups_group_of_organization,
  add constraint invitation_groups_group_of_organization
    foreign key (organization_id, group_id) references groups (organization_id, id)
    on delete set null (group_id);

alter table bulk_action_rows
  drop constraint if exists bulk_action_rows_invitation_of_organization,
  add constraint bulk_action_rows_invitation_of_organization
    foreign key (organization_id, invitation_id) references invitations (organization_id, id)
    on delete set null (invitation_id);

alter table bulk_action_row_groups
  drop constraint if exists bulk_action_row_groups_group_of_organization,
  add constraint bulk_action_row_groups_group_of_organization
    foreign key (organization_id, group_id) references groups (organization_id, id)
    on delete set null (group_id);
