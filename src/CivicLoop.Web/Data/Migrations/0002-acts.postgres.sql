-- The helpers are looked through for codes, byte by byte as on SQLite.

alter table cases alter column helpers type text collate "C";
