grant select, insert, update, delete on subscriptions to {serving};
