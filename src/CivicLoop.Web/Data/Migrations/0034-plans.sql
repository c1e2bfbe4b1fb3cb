-- Plans and their tasks; ways of working as they are run.
create table plans (
  stream text not null primary key,
  number integer not null unique,
  version integer not null,
  head text not null,
  kind text not null,
  status text not null,
  parent integer,
  due bigint,
  state text not null
);

create table plan_tasks (
  stream text not null primary key,
  number integer not null unique,
  version integer not null,
  head text not null,
  plan text not null,
  code text not null unique,
  phase text not null,
  lead text,
  due bigint,
  state text not null
);

create index plan_tasks_plan on plan_tasks (plan, number);
create index plan_tasks_lead on plan_tasks (lead, phase) where lead is not null;

create table mechanism_runs (
  stream text not null primary key,
  number integer not null unique,
  version integer not null,
  head text not null,
  mechanism text not null,
  day text not null,
  unit text not null,
  status text not null,
  due bigint,
  state text not null
);

create index mechanism_runs_day on mechanism_runs (mechanism, day);
