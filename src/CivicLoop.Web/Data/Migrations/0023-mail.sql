-- Mail to whoever told it and left an address: the language that they speak with the city, null where what they left is
-- no mail address; and since when they have had enough.

alter table contacts add column language text;
alter table contacts add column stopped_at bigint;

-- Who told what went on under another case is told of it as well.
create index cases_merged on cases (merged_into) where merged_into is not null;
