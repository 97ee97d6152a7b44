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

-- The roles that a member has through groups. Each once, because groups and roles multiply.
create or replace function roles_of_member(organization_id uuid, user_id uuid)
returns setof roles
language sql stable as $$
  select role.*
  from (
    select distinct group_role.role_id
    from membership_groups member_group
    join group_roles group_role
      on group_role.organization_id = member_group.organization_id
      and group_role.group_id = member_group.group_id
    where member_group.organization_id = roles_of_member.organization_id
      and member_group.user_id = roles_of_member.user_id
  ) as given
  join roles role on role.organization_id = roles_of_member.organization_id and role.id = given.role_id
$$;

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
  left join lateral roles_of_member(member.organization_id, member.user_id) as role on true
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
  cross join lateral roles_of_member(member.organization_id, member.user_id) as role
  left join lateral unnest(role.permissions) as permission on true
  where organization.id = effective_permissions.organization_id
    and member.user_id = effective_permissions.user_id
    and member.ends > now()
    and account.disabled_at is null
$$;

-- Memberships -----------------------------------------------------------------------------------------------

-- Records the end of a membership, also of one that a foreign key deletes, and ends the pending invitations
-- built on it. The invitation by which it began no longer follows the account.
create or replace function record_membership_end() returns trigger
language plpgsql as $$
declare
  -- Who deletes it and why, from nameCause in db/audit/record.ts.
  cause constant jsonb := coalesce(nullif(current_setting('usher.cause', true), ''), '{}')::jsonb;
  reason constant text := coalesce(cause->>'reason', case when old.ends <= now() then 'end-date' end);
begin
  update invitations
  set copied_from = null
  where organization_id = old.organization_id
    and user_id = old.user_id
    and copied_from is not null
    and status = 'accepted';
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

-- Email addresses -------------------------------------------------------------------------------------------

-- An account is created with an address of its user: the link to set its password is emailed there.
create or replace function confirm_first_email() returns trigger
language plpgsql as $$
begin
  new.confirmed_email := new.email;
  return new;
end $$;

create or replace trigger confirm_first_email
before insert on users
for each row execute function confirm_first_email();

-- Invitations -----------------------------------------------------------------------------------------------

-- The username and name of an invitee follow the account only until the invitation ends otherwise than by
-- accepting: what becomes of people after that is no matter of the inviter's organization.
create or replace function follow_invitee() returns trigger
language plpgsql as $$
begin
  new.copied_from := case when new.status in ('pending', 'accepted') then new.user_id end;
  return new;
end $$;

create or replace trigger follow_invitee
before insert or update of status on invitations
for each row execute function follow_invitee();

-- Links of invitations ------------------------------------------------------------------------------------------

-- Keeps the hash of a link that a newer email replaces, so that the link's page can say so.
create or replace function keep_replaced_link() returns trigger
language plpgsql as $$
begin
  insert into replaced_links (link_hash, invitation_id)
  values (old.link_hash, old.id)
  on conflict do nothing;
  return null;
end $$;

create or replace trigger keep_replaced_link
after update of link_hash on invitations
for each row when (old.link_hash is not null and old.link_hash is distinct from new.link_hash)
execute function keep_replaced_link();

-- Organization names ----------------------------------------------------------------------------------------

-- The letters and digits of a name, without what people overlook: case, accents, and letters that look like others or
-- like nothing. ICU knows the letters of all scripts. The two lists pair characters with the Latin letters and digits
-- that they look like (UTS 39), without their accents; i, l, 1 and | are one letter. scripts/name-confusables.ts prints
-- them. Trademark signs are left out first, because normalizing makes letters of them.
create or replace function comparable_name(name text) returns text
language sql immutable strict parallel safe as $$
  select replace(
    regexp_replace(
      lower(
        translate(
          normalize(regexp_replace(name, '[™℠🅪🅫🅬]|ᵀᴹ|ᵗᵐ|ˢᴹ|ˢᵐ|[ⓇⓡⒸⓒ]+\s*$', '', 'g'), nfkd),
          'ƧƨƻϨϩᒿꙄꙅꛯꝚꝛƷȜȝɜʒЗзҘҙӠӡ३૩ⳌⳍꝪꝫꞫ𑢪𑣊𖼻𝈆Ꮞꮞ𑢯𑣏Ƽ𑢻𑣛бᏮⳒⳓꮾ𑣕𐓒𐓺𑣆𝈒Ȣȣ৪੪ଃ𐌚𞣋৭੧୨൭ⳊⳋꝮꝯ𑢬𑢶𑣌𑣖ɑΑαАаᎪᗅᥲᴀ⍶⍺'
          'Ɑꓮꭺ𐊠𖽀ƀƁƂƃƄƅɃɓʙΒβБВЬвьѢѣҌҍᏏᏴᏼᑲᑳᖯᗷᴃꓐꞴꞵꮟ𐊂𐊡𐌁¢ȻȼΣςϚϛСсҪҫငၚᏟᥴᴄ₡Ⲥⲥꓚꮯ𐊢𐌂𐐕𐐽𐔜𑣩𑣲🅮🝌ÐðĐđƉƊƋƌɖɗ'
          'ԀԁძᎠᏧᑯᗞᗪᲫᴅ₫ꓒꓓꭰꮷɆɇΕεЕеҼҽҾҿᎬᥱᴇ℮⋿ⴹꓰꬲꭼ𐊆𑢦𑢮𑣎ƑƒϜϝՔքᖴᵮẝ₽ꓝꜰꞘꞙꬵ𐊇𐊥𐔥𑢢𑣂𝈓ƍƓǤǥɠɡɢԌԍՑցᏀᏳᏻᶃꓖꞬꮐĦħɦ'
          'ʜΗЋНнћҢңҺһӇӈӉӊՀհᎻᏂᏲᏺᕼⱧⱨⲎⲏꓧꚔꚕꞪꮋꮒ𐋏𐓍𐓵ɈɉʝͿϳЈјᎫᒍᴊꓙꞲꭻƘƙΚκКкҚқҞҟᏦᛕᴋ₭ⱩⱪⲔⲕꓗꝀꝁꮶ𐔘1Ii|ıŁłƖƗƚ'
          'ǀȽɨɩɪɫɭʟΙιІіӀӏՒւ׀וןا١ٳ۱ߊᎥᏞᒪᛁᥣᴌᵻᵼ—∣⍳⍸⏽│┃ⱢⲒⲓⳐⳑⵏꓡꓲꙆꙇꞮꭵꮮ𐊊𐌉𐌠𐐛𐑃𐔦𑢣𑢲𑣃𑣒𖼖𖼨𝈪𞣇ɱʍΜμϺϻМмӍӎᎷᗰᛖᴍ'
          'ᵯ₥ⱮⲘⲙꓟꮇ𐊰𐌑𑜀𑣣ŊŋƝƞȠɲɳɴΝηՂՈՌղոռበᑎᥒᴎᵰ∩⋂Ⲛⲛꓠꓵ𐆎𐔓𝉅0ØøƟɵΘΟθοσОоѲѳӨөՕօסه٥ھہە۵ۿ߀०০੦૦ଠ୦௦ం౦ಂ೦ം'
          'ഠ൦ං๐໐တဝ၀თჿዐᎤᎾᏫ០᥆ᲗᲿᴏᴑ⊖⊝⍬Ⲟⲟⴱⵁⵔ〇ꓳꝊꝋꬽꬾꭴꮎꮻ𐊒𐊫𐐄𐐬𐓂𐓪𐔖𑓐𑢨𑢵𑢷𑣈𑣗𑣠𝈚🜔ÞþƤƥƿǷΡρϷϸРрᏢᑭᴘᴩᵽ⍴ⱣⲢⲣꓑꮲ𐊕𐓄𐓬ʠ'
          'ԚԛԳԶգզⵕꞯƦɌɍɼɽʀгғᎡᏒᖇᴙᴦᵲⱤⲅꓣꭇꭈꭱꮁꮢ𐒴𐓜𖼵𝈖ƽʂЅѕՏտടᏕᏚᵴꓢꜱꟅꮥꮪ𐊖𐐠𐑈𑢡𑣁𖼺ŦŧƬƭƮȾʈΤτТтҬҭᎢᴛᵵ₮⊤⍡⟙ⱦⲦⲧꓔꭲ'
          '𐊗𐊱𐌕𑢼𖼊🝨ƲɄʉʋυЏџՍսሀᏌᑌᥙᴜᵾ∪⋃ꓴꞞꞟꭎꭒꮜ𐓎𐓶𑢸𑣘𖽂νѴѵט٧۷Ꮩᐯ᥎ᴠ∨⋁ⴸꓦꛟꮩ𐆗𐔝𑜆𑢠𑣀𖼈𝈍🜈ƜɯШшѠѡѼѽԜԝԱաᎳᏇᏔᗯᴡ₩ⲼⲽꓪꝠ'
          'ꝡꮃꮗꮤ𑓅𑜊𑜎𑜏𑣦𑣯𝈢×ΧχХхҲҳᕁᕽ᙭᙮ᚷ᥊╳⤫⤬⨯⨰ⲬⲭⵝꓫꞳꭓ𐆖𐊐𐊴𐌗𐌢𐔧𑣬¥ƔƳƴɎɏɣʏΓΥγГУуҒҮүҰұყᎩᎱᎽᒥᲧᶌỾỿⲄⲨⲩꓬꭚꭹꮍ𐊲𑢤𑣜'
          '𖼇𖽃ƵƶȤȥʐΖζᏃᴢᵶꓜꮓ𐋵𑢩𑣄𑣉𑣥',
          '222222222223333333333333333333333444455566666677778888888999999999999aaaaaaaaaaa'
          'aaaaabbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbccccccccccccccccccccccccccccccdddddddddd'
          'dddddddddddddddeeeeeeeeeeeeeeeeeeeeeeefffffffffffffffffffffgggggggggggggggggghhh'
          'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhjjjjjjjjjjjjjkkkkkkkkkkkkkkkkkkkkkkkllllllllll'
          'llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllmmmmmmmmmmmmmm'
          'mmmmmmmmmmmnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnooooooooooooooooooooooooooooooooooooooo'
          'oooooooooooooooooooooooooooooooooooooooooooooooooooooppppppppppppppppppppppppppq'
          'qqqqqqqqrrrrrrrrrrrrrrrrrrrrrrrrrrsssssssssssssssssssssttttttttttttttttttttttttt'
          'ttttttuuuuuuuuuuuuuuuuuuuuuuuuuuuuvvvvvvvvvvvvvvvvvvvvvvvvwwwwwwwwwwwwwwwwwwwwww'
          'wwwwwwwwwwwxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy'
          'yyzzzzzzzzzzzzzzzzz'
        )
      ) collate "und-x-icu",
      '[^[:alnum:]]+|[\u115f\u1160\u3164\uffa0\U00013441\U00013442]+',
      '',
      'g'
    ),
    'rn',
    'm'
  ) collate "default"
$$;

create index if not exists organizations_by_comparable_name on organizations (root_id, comparable_name(name));
create index if not exists organizations_by_comparable_small_name
on organizations (root_id, comparable_name(lower(name)));

-- A name with letters in place of the symbols that can stand for them: letters in dark circles and squares, those
-- of flags, and circles for O.
create or replace function name_with_letters(name text) returns text
language sql immutable strict parallel safe as $$
  select translate(
    name,
    '🅐🅑🅒🅓🅔🅕🅖🅗🅘🅙🅚🅛🅜🅝🅞🅟🅠🅡🅢🅣🅤🅥🅦🅧🅨🅩'
    '🅰🅱🅲🅳🅴🅵🅶🅷🅸🅹🅺🅻🅼🅽🅾🅿🆀🆁🆂🆃🆄🆅🆆🆇🆈🆉'
    '🇦🇧🇨🇩🇪🇫🇬🇭🇮🇯🇰🇱🇲🇳🇴🇵🇶🇷🇸🇹🇺🇻🇼🇽🇾🇿'
    '❶❷❸❹❺❻❼❽❾➀➁➂➃➄➅➆➇➈➊➋➌➍➎➏➐➑➒⓵⓶⓷⓸⓹⓺⓻⓼⓽⓿○●◎◦◯⚪⚫⚬⭕🔴🔵⏺',
    repeat('abcdefghijklmnopqrstuvwxyz', 3) || repeat('123456789', 4) || repeat('o', 13)
  )
$$;

-- Whether two names look alike as they are written, or in lower case: a Greek capital looks like another Latin
-- letter than the small one. Symbols of the other name can stand for letters, or for nothing, as in "● Acme".
create or replace function look_alike(name text, other text) returns boolean
language sql immutable parallel safe as $$
  select comparable_name(name) = comparable_name(other)
    or comparable_name(lower(name)) = comparable_name(lower(other))
    or comparable_name(name) = comparable_name(name_with_letters(other))
$$;

-- Whether emails of this organization would show the name of another organization of the tree. Of two
-- organizations with the same name, the younger one imitates the older one.
create or replace function imitates_another(organization organizations) returns boolean
language sql stable parallel safe as $$
  select exists (
    select from organizations other
    where other.root_id = organization.root_id
      and other.id <> organization.id
      and look_alike(other.name, coalesce(organization.sender_name, organization.name))
      and (
        not look_alike(organization.name, other.name)
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
