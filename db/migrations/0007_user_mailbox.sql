ALTER TABLE "users" ADD COLUMN "mailbox" text GENERATED ALWAYS AS (case
    when regexp_replace(lower(email), '[+][^@]*@', '@') ~ '@g(oogle)?mail[.]com$' then replace(split_part(regexp_replace(lower(email), '[+][^@]*@', '@'), '@', 1), '.', '') || '@gmail.com'
    else regexp_replace(lower(email), '[+][^@]*@', '@')
  end) STORED;--> statement-breakpoint
CREATE INDEX "users_mailbox" ON "users" USING btree ("root_id","mailbox");