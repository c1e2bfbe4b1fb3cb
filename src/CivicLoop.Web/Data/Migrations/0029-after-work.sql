-- What comes after the work: its burden week by week, rounds of self-review, what has fallen silent, lessons.

-- A week that is over is counted once and kept. A week of which nothing was counted has one row without an owner.
create table burden_weeks (
  week text not null,
  what text not null,
  owner text not null,
  kind text not null,
  amount bigint not null,
  primary key (week, what, owner, kind)
);

-- A round asks every unit in it; each answer is a history of its own.
create table self_review_rounds (
  id text not null primary key,
  number integer not null unique,
  title text not null,
  from_day text not null,
  to_day text not null,
  due_day text not null,
  person text not null,
  post text not null,
  recorded_at bigint not null
);

create table self_reviews (
  stream text not null primary key,
  number integer not null unique,
  version integer not null,
  head text not null,
  round text not null,
  unit text not null,
  status text not null,
  due bigint,
  state text not null
);

create unique index self_reviews_once on self_reviews (round, unit);
create index self_reviews_unit on self_reviews (unit, number);

-- Each silence once: who or what, since when, and when it ended.
create table silences (
  stream text not null primary key,
  number integer not null unique,
  version integer not null,
  head text not null,
  kind text not null,
  code text not null,
  status text not null,
  noticed_at bigint not null,
  due bigint,
  state text not null
);

create unique index silences_open on silences (kind, code) where status = 'Silent';
create index silences_noticed on silences (number desc);

create table lessons (
  stream text not null primary key,
  number integer not null unique,
  version integer not null,
  head text not null,
  category text,
  place_type text,
  unit text not null,
  status text not null,
  document text,
  told_at bigint not null,
  due bigint,
  state text not null
);

create index lessons_status on lessons (status, number);
create index lessons_category on lessons (category, number) where category is not null;
create unique index lessons_document on lessons (document) where document is not null;
