-- What is likely the same problem is looked for among the cases of some weeks, not of all years: time leads, the square
-- is looked at in the index.

drop index cases_near;
create index cases_alike on cases (category, reported_at, lat, lon) where closed_at is null;
create index cases_alike_ended on cases (category, closed_at, lat, lon) where closed_at is not null;

-- What went wrong is rare, and mostly asked for together with something else: these indexes hold what that is, so that
-- an empty answer reads no case at all.

drop index cases_failed_in;
drop index cases_reopened_in;
drop index cases_failed_twice_in;
drop index cases_contested_in;
drop index cases_rebounded_in;
drop index cases_rebound_in;
create index cases_failed_in on cases (district, number, found_by, category, status, street, unit, reported_at, closed_at) where failed_checks > 0;
create index cases_reopened_in on cases (district, number, found_by, category, status, street, unit, reported_at, closed_at) where reopenings > 0;
create index cases_failed_twice_in on cases (district, number, found_by, category, status, street, unit, reported_at, closed_at) where failed_checks > 1;
create index cases_contested_in on cases (district, number, found_by, category, status, street, unit, reported_at, closed_at) where returns > 1;
create index cases_rebounded_in on cases (district, number, found_by, category, status, street, unit, reported_at, closed_at) where rebounds > 0;
create index cases_rebound_in on cases (district, number, found_by, category, status, street, unit, reported_at, closed_at) where rebound_of is not null;
