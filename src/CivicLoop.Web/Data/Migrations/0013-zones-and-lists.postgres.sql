-- Only a case that was accepted is with a zone.

update cases set zone = state::json ->> 'zone' where status = 'Accepted';

grant select, insert, update, delete on rectification_list_changes to {serving};
