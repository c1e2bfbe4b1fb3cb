-- How much each post owes, by the UTC day on which it turns yellow and the one on which it turns red: what a leader's
-- page adds up instead of looking through all duties. Every duty that opens or ends leaves a change; now and then they
-- are added to the counts. The truth stays in duties.

create table duty_counts (
  post text not null,
  mark text not null,
  day bigint not null,
  owed bigint not null,
  primary key (post, mark, day)
);

create table duty_changes (
  post text not null,
  yellow_day bigint not null,
  due_day bigint not null,
  change bigint not null
);

insert into duty_counts (post, mark, day, owed)
select post, 'yellow', yellow / 86400000, count(*) from duties where done_at is null group by post, yellow / 86400000
union all
select post, 'due', due / 86400000, count(*) from duties where done_at is null group by post, due / 86400000;

-- When somebody last looked at their first screen, and when the time before.
create table desk_looks (
  person text not null,
  post text not null,
  looked_at bigint not null,
  before_at bigint,
  primary key (person, post)
);

-- What was red so long that the first leader has to sign it: the history is in events; this is what it comes to. Each
-- time that something was owed is signed once.
create table sign_offs (
  stream text not null primary key,
  number integer not null unique,
  version integer not null,
  head text not null,
  about text not null,
  duty integer not null,
  signer text not null,
  unit text,
  asked text,
  status text not null,
  red_at bigint not null,
  due bigint,
  state text not null
);

create unique index sign_offs_once on sign_offs (about, duty);
create index sign_offs_signer on sign_offs (signer, status, red_at);
create index sign_offs_status on sign_offs (status, red_at);
create index sign_offs_unit on sign_offs (unit, number);
create index sign_offs_asked on sign_offs (asked, number) where asked is not null;
