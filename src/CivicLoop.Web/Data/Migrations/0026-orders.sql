-- 督办单: the history is in events; this is what it comes to. A number on paper is given once, and the ladder proposes a
-- rung of a matter once.

create table orders (
  stream text not null primary key,
  number integer not null unique,
  version integer not null,
  head text not null,
  status text not null,
  rung text not null,
  unit text not null,
  district text not null,
  place text,
  matter text not null,
  matter_of text not null,
  matter_number integer not null,
  proposed integer not null,
  signer text,
  paper_rung text,
  paper_year integer,
  paper_number integer,
  points integer not null,
  appraised integer not null,
  announce integer not null,
  lapsed integer not null,
  counted text not null,
  watchers text not null,
  next_kind text,
  next_post text,
  due bigint,
  drafted_at bigint not null,
  signed_at bigint,
  ended_at bigint,
  state text not null
);

create unique index orders_paper on orders (paper_rung, paper_year, paper_number) where paper_number is not null;
create unique index orders_once on orders (matter, rung) where proposed = 1;
create unique index orders_standing on orders (matter, rung) where ended_at is null;
create index orders_matter on orders (matter, number);
create index orders_unit on orders (unit, number);
create index orders_status on orders (status, number);
create index orders_appraised on orders (unit, number) where appraised = 1;
create index orders_received on orders (due) where status = 'Receive';

-- The last number given on paper, of each rung and year: whoever signs holds this row until the act is kept.
create table order_numbers (
  rung text not null,
  year integer not null,
  last integer not null,
  primary key (rung, year)
);

-- Rungs that go out by themselves: of what a post owed it was reminded, once.
create table order_reminders (
  subject text not null,
  number integer not null,
  rung text not null,
  post text not null,
  told_at bigint not null,
  primary key (subject, number, rung)
);
