-- Truncating fires no trigger for deleting, and names belong to the audit as events do.
create or replace function audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger audit_is_not_truncated before truncate on audit_events
  for each statement execute function audit_is_append_only();
--> statement-breakpoint
create trigger audit_is_append_only before update or delete or truncate on audit_names
  for each statement execute function audit_is_append_only();
--> statement-breakpoint
-- A name as a reader takes it: without case, spaces and punctuation, and with letters that look like Latin ones as those.
create function comparable_name(name text) returns text immutable strict parallel safe language sql as $$
  select translate(regexp_replace(lower(normalize(name, nfkc)), '[[:space:][:punct:]]+', '', 'g'),
    'аАвВеЕкКмМнНоОрРсСтТуУхХіІјЈѕЅһԁӏαΑβΒεΕιΙκΚμΜνΝοΟρΡτΤυΥχΧ0',
    'aabbeekkmmhhooppccttyyxxiijjsshdlaabbeeiikkmmvnooppttuyxxo') $$;
--> statement-breakpoint
create index organizations_by_comparable_name on organizations (root_id, comparable_name(name));
--> statement-breakpoint
-- Whether emails of this organization would carry another one's name: that of the tree's older one where both are called so.
create function imitates_another(o organizations) returns boolean stable parallel safe language sql as $$
  select exists (
    select from organizations other
    where other.root_id = o.root_id and other.id <> o.id
      and comparable_name(other.name) = comparable_name(coalesce(o.sender_name, o.name))
      and (comparable_name(o.name) <> comparable_name(other.name) or (other.created_at, other.id) < (o.created_at, o.id))) $$;
