-- What days that are over came to: kept for lines over many days, and computed again at will.

create table scored_days (
  day text not null primary key,
  recorded_at bigint not null
);

create table day_scores (
  day text not null,
  kind text not null,
  code text not null,
  points integer not null,
  checked integer not null,
  asked integer not null,
  primary key (day, kind, code)
);

create index day_scores_of on day_scores (kind, code, day);
