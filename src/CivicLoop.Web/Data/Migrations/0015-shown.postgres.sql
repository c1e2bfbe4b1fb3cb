update cases set shown_lon = floor(lon * 1000 + 0.5) / 1000, shown_lat = floor(lat * 1000 + 0.5) / 1000 where found_by = 'citizen';
