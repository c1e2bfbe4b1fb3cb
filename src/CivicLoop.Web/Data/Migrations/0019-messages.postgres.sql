grant select, insert, update, delete on outbox, message_wishes to {serving};
