-- Messages: what is to be told to whom, over which channel it went, and what each person wants to be told.

-- One row for each thing to tell. Several that go to the same person over the same channel go as one batch.
create table outbox (
  id text not null primary key,
  kind text not null,
  told_once text,
  post text,
  address text,
  subject text,
  detail text not null,
  until bigint,
  state text not null,
  added_at bigint not null,
  due_at bigint not null,
  attempts integer not null,
  batch text,
  channel text,
  person text,
  taken_at bigint,
  settled_at bigint,
  trouble text,
  again integer not null
);

create unique index outbox_once on outbox (told_once);
create index outbox_due on outbox (due_at) where state = 'Waiting';
create index outbox_taken on outbox (taken_at);
create index outbox_added on outbox (added_at, id);
create index outbox_state on outbox (state, added_at, id);
create index outbox_batch on outbox (batch);

-- Channel of a person for each kind; addresses are sealed with the keys of the city.
create table message_wishes (
  person text not null primary key references people (id),
  owed text not null,
  lights text not null,
  mail text,
  phone text,
  changed_at bigint not null
);

-- What turns yellow from one minute to the next is found without looking at everything that is owed.
create index duties_yellow on duties (yellow) where done_at is null;
