grant select, insert, update, delete on
  organisation_acts, organisation_about, unit_terms, post_terms, handovers, handover_signatures, memberships, issues, zone_places
  to {serving};
