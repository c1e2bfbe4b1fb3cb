update cases set source_system = state::json -> 'source' ->> 'system', source_number = state::json -> 'source' ->> 'number'
  where state::json -> 'source' is not null;
create unique index cases_source on cases (source_system, source_number) where source_number is not null;

alter table webhooks alter column cursor_stream type text collate "C";
alter table webhook_deliveries alter column stream type text collate "C";
grant select, insert, update, delete on case_imports to {serving};
grant select, insert, update, delete on webhooks to {serving};
grant select, insert, update, delete on webhook_deliveries to {serving};
