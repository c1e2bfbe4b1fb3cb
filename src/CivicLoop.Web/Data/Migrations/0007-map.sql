-- A desk asks apart for what a post owes on other things than cases: few among the many that a million cases leave.

create index duties_elsewhere on duties (post, due) where done_at is null and kind not in ('file', 'dispatch', 'accept', 'rectify', 'check', 'close');
