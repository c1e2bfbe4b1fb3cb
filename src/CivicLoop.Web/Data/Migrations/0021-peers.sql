-- Who is at work with another server, so that two rounds never run at once; and what was last heard of a request there,
-- so that a round tells only what is new.

alter table peers add column held_until bigint;
alter table exchanges add column heard text;
