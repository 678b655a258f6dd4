-- Telling others that a job has ended: where to, with which signature, and what became of it.

-- told about every job in the collection that names no receiver of its own
alter table collection
    add webhook_url text;

-- What deliveries are signed with. The default is volatile, so every tenant gets a secret of its own: the hash of two
-- random UUIDs, which hold 244 random bits.
alter table tenant
    add webhook_secret              bytea not null
        default sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())),
    -- the secret before the last rotation; deliveries are signed with it as well until then
    add webhook_secret_before       bytea,
    add webhook_secret_before_until timestamptz;

-- A delivery is a job; this is what its attempts came to beyond what job_attempt knows.
create table webhook_attempt (
    job_id          uuid    not null references job on delete cascade,
    number          integer not null,
    duration_ms     integer not null,
    -- null when there was no answer
    response_status integer,
    -- the beginning of the answer
    response_body   text,
    error           text,
    primary key (job_id, number)
);

create index delivery_by_tenant on job (tenant_id, id desc) where kind = 'deliver-webhook';
create index delivery_by_subject on job ((request ->> 'subjectJobId'), id desc) where kind = 'deliver-webhook';
