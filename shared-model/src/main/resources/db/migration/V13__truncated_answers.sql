-- Whether the end of an answer is missing, as it was cut off at the longest that was allowed.
alter table message add column truncated boolean not null default false;
