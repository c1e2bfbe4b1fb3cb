grant select, insert on scored_days to {serving};
grant select, insert on day_scores to {serving};
