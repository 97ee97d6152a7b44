CREATE TABLE "released_usernames" (
	"root_id" uuid NOT NULL,
	"username_skeleton" text NOT NULL,
	"user_id" uuid NOT NULL,
	"released_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "released_usernames_root_id_username_skeleton_pk" PRIMARY KEY("root_id","username_skeleton")
);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "username_skeleton" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "released_usernames" ADD CONSTRAINT "released_usernames_root_id_organizations_id_fk" FOREIGN KEY ("root_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- What a username of ASCII characters looks like: as usernameSkeleton of lib/username-rules.ts says, which knows the others, too.
create function ascii_username_skeleton(username text) returns text language sql immutable as $$
  select replace(replace(replace(translate(username, '01|`', 'oll'''), 'm', 'rn'), '"', ''''''), '%', 'º/₀')
$$;
--> statement-breakpoint
-- Of accounts that look the same already, one has the skeleton; the others keep their usernames, which are nobody's skeleton.
with looks as (
  select id, ascii_username_skeleton(username) as skeleton, row_number() over (
    partition by root_id, ascii_username_skeleton(username)
    order by username = ascii_username_skeleton(username) desc, created_at, id) as place
  from users
)
update users u set username_skeleton = case place when 1 then skeleton else username end from looks where looks.id = u.id;
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_username_skeleton" UNIQUE("root_id","username_skeleton");--> statement-breakpoint
create function fill_username_skeleton() returns trigger language plpgsql as $$
begin
  new.username_skeleton := ascii_username_skeleton(new.username);
  return new;
end $$;
--> statement-breakpoint
create trigger fill_username_skeleton before insert or update of username_skeleton on users
  for each row when (new.username_skeleton = '') execute function fill_username_skeleton();
--> statement-breakpoint
-- After the unique index, which waits for a deletion under way: what that released is seen here.
create function refuse_released_username() returns trigger language plpgsql as $$
begin
  if exists (
    select from released_usernames r
    where r.root_id = new.root_id and r.username_skeleton = new.username_skeleton and r.user_id <> new.id
      and r.released_at > now() - interval '90 days'
  ) then
    raise exception 'another account had this username in the last 90 days'
      using errcode = 'unique_violation', constraint = 'users_username_released';
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger refuse_released_username after insert on users
  for each row execute function refuse_released_username();
--> statement-breakpoint
create trigger refuse_released_new_username after update of username_skeleton on users
  for each row when (new.username_skeleton <> old.username_skeleton) execute function refuse_released_username();
--> statement-breakpoint
create function release_username() returns trigger language plpgsql as $$
begin
  -- A root that is being deleted takes its usernames along.
  insert into released_usernames (root_id, username_skeleton, user_id)
  select id, old.username_skeleton, old.id from organizations where id = old.root_id
  on conflict (root_id, username_skeleton) do update set user_id = excluded.user_id, released_at = excluded.released_at;
  return null;
end $$;
--> statement-breakpoint
create trigger release_username after delete on users for each row execute function release_username();
--> statement-breakpoint
create trigger release_old_username after update of username_skeleton on users
  for each row when (new.username_skeleton <> old.username_skeleton) execute function release_username();
