update cases set source_system = json_extract(state, '$.source.system'), source_number = json_extract(state, '$.source.number')
  where json_extract(state, '$.source') is not null;
create unique index cases_source on cases (source_system, source_number) where source_number is not null;
