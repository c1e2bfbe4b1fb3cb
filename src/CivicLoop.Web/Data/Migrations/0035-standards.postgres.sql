grant select, insert on editions to {serving};
