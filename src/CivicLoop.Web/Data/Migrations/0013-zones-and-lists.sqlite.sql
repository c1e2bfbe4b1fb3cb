-- Only a case that was accepted is with a zone.

update cases set zone = json_extract(state, '$.zone') where status = 'Accepted';
