alter table webhook_deliveries alter column stream type text collate "C";
grant select, insert, update, delete on webhooks to {serving};
grant select, insert, update, delete on webhook_deliveries to {serving};
