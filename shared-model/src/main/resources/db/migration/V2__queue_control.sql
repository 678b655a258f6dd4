-- What people ask of jobs once they are accepted: lists by filter, a history of attempts, priorities, paused lanes,
-- requests that may be repeated.

alter table job
    add collections uuid[]      not null default '{}',
    add priority    text        not null default 'normal' check (priority in ('high', 'normal', 'low')),
    -- told when the job has ended
    add webhook_url text,
    -- when it was last handed to the queue by a person: accepted, or asked to run again
    add queued_at   timestamptz not null default now();

update job set queued_at = created_at;
update job set collections = array [v.collection_id] from document_version v where v.id = job.version_id;
update job
set collections = array(select value::uuid from jsonb_array_elements_text(request -> 'collectionIds') as value)
where request ? 'collectionIds';

-- Ids sort by time, so they page the lists.
drop index job_newest;
create index job_by_tenant on job (tenant_id, id desc);
create index job_by_status on job (tenant_id, status, id desc);
create index job_by_error on job (tenant_id, error_code, id desc) where error_code is not null;
create index job_by_collection on job using gin (collections);
-- what the reconciler asks: everything unfinished by id, what runs, what was queued lately
drop index job_unfinished;
create index job_unfinished on job (id) where status in ('queued', 'running');
create index job_running on job (id) where status = 'running';
create index job_queued_lately on job (queued_at) where status = 'queued';

-- Each start of a job and how it ended.
create table job_attempt (
    job_id       uuid        not null references job on delete cascade,
    number       integer     not null,
    worker       text        not null,
    started_at   timestamptz not null,
    -- null while it runs, and until somebody notices that it has died
    ended_at     timestamptz,
    outcome      text check (outcome in
                             ('succeeded', 'failed', 'put-off', 'handed-back', 'died', 'cancelled', 'superseded')),
    error_code   text,
    error_detail text,
    -- milliseconds by stage
    stages       jsonb       not null default '{}',
    primary key (job_id, number)
);

-- A lane listed here takes no jobs until it is resumed.
create table paused_lane (
    lane      text primary key,
    paused_at timestamptz not null default now()
);

-- The answers to requests that carried an Idempotency-Key, so that a repeated request gets the same one.
create table idempotency_key (
    tenant_id    uuid        not null references tenant,
    key          text        not null,
    -- SHA-256 of what was asked
    fingerprint  char(64)    not null,
    -- what the request makes is made under this id, also when it is taken up again after a crash
    resource_id  uuid        not null,
    -- the answer as JSON; null while the first request is being answered. After locked_until another may take it up
    body         text,
    locked_until timestamptz not null,
    expires_at   timestamptz not null,
    primary key (tenant_id, key)
);
create index idempotency_key_by_expiry on idempotency_key (expires_at);
