alter table orders alter column stream type text collate "C";
alter table orders alter column matter type text collate "C";
alter table order_reminders alter column subject type text collate "C";
grant select, insert, update, delete on orders to {serving};
grant select, insert, update, delete on order_numbers to {serving};
grant select, insert, update, delete on order_reminders to {serving};
