update cases set shown_lon = cast(lon * 1000 + 0.5 as integer) / 1000.0, shown_lat = cast(lat * 1000 + 0.5 as integer) / 1000.0
  where found_by = 'citizen';
