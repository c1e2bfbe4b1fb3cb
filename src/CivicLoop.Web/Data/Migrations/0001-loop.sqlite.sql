-- History is never changed and never deleted, and the proof neither.

create trigger events_stay before update on events begin select raise(abort, 'events are never changed'); end;
create trigger events_remain before delete on events begin select raise(abort, 'events are never deleted'); end;
create trigger seals_stay before update on seals begin select raise(abort, 'seals are never changed'); end;
create trigger seals_remain before delete on seals begin select raise(abort, 'seals are never deleted'); end;
