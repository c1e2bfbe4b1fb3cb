-- The office decides what everybody sees; whoever told it may leave a way to be reached, and others follow a case.
-- moderated: whether the office has decided on a case at all.

alter table cases add column moderated integer not null default 0;
update cases set moderated = 1 where stream in (select stream from events where kind = 'published' or kind = 'publication-withheld');
create index cases_waiting on cases (reported_at, number)
  where shown_lon is not null and moderated = 0 and status <> 'Refused' and status <> 'Merged';
create index cases_shown_in on cases (district, reported_at, number) where shown_lon is not null;
create index cases_shown_along on cases (street, reported_at, number) where shown_lon is not null;

-- What a copy for everybody was made of, and what was covered: thousandths left,top,width,height;…
create table photo_copies (
  stream text not null,
  blob text not null,
  original text not null,
  after_fix integer not null,
  masks text not null,
  made_at bigint not null,
  primary key (stream, blob, original)
);

-- Somebody who follows a case that another told: knowing the code is the right to see.
create table followings (
  code text not null primary key,
  stream text not null,
  form text not null unique,
  since bigint not null
);

-- How to reach whoever told it. Nowhere else, and gone some time after the case has ended.
create table contacts (
  id text not null primary key,
  stream text not null unique,
  contact text,
  given_at bigint not null,
  erased_at bigint,
  erased_by text
);

create index contacts_kept on contacts (given_at) where contact is not null;
