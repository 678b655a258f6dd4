-- Everything that was accepted. Every row belongs to a tenant.

create table tenant (
    id         uuid primary key,
    name       text        not null unique,
    created_at timestamptz not null default now()
);

create table collection (
    id              uuid primary key,
    tenant_id       uuid        not null references tenant,
    name            text        not null,
    -- set by the first chunk that is written; a collection keeps the model that its vectors were made with
    embedding_model text,
    embedding_size  integer,
    created_at      timestamptz not null default now(),
    unique (tenant_id, name)
);

create table document (
    id                uuid primary key,
    tenant_id         uuid        not null references tenant,
    collection_id     uuid        not null references collection,
    filename          text        not null,
    -- the one version that questions see; null until the first is complete
    active_version_id uuid,
    created_at        timestamptz not null default now(),
    updated_at        timestamptz not null default now(),
    deleted_at        timestamptz
);
create unique index document_by_name on document (collection_id, filename) where deleted_at is null;

create table document_version (
    id                uuid primary key,
    tenant_id         uuid        not null references tenant,
    document_id       uuid        not null references document,
    collection_id     uuid        not null references collection,
    number            integer     not null,
    status            text        not null check (status in ('queued', 'active', 'superseded', 'failed', 'deleted')),
    sha256            char(64)    not null,
    size_bytes        bigint      not null,
    media_type        text        not null,
    -- the extracted pages, kept as a blob so that a retry goes on behind the reading
    extraction_sha256 char(64),
    -- the attempt whose chunks are the version's; only these are ever seen
    visible_attempt   integer,
    pages             integer,
    chunks            integer,
    warnings          jsonb       not null default '[]',
    error_code        text,
    error_detail      text,
    created_at        timestamptz not null default now(),
    activated_at      timestamptz,
    unique (document_id, number)
);
-- the same content is kept once in a collection
create unique index version_by_content on document_version (collection_id, sha256) where status in ('queued', 'active');

alter table document
    add foreign key (active_version_id) references document_version;

create table job (
    id              uuid primary key,
    tenant_id       uuid        not null references tenant,
    kind            text        not null,
    lane            text        not null,
    status          text        not null
        check (status in ('queued', 'running', 'succeeded', 'failed', 'cancelled', 'rejected')),
    -- what was asked for; a document job names its version or document instead
    request         jsonb,
    document_id     uuid references document,
    version_id      uuid references document_version,
    batch_id        uuid,
    attempt         integer     not null default 0,
    -- attempts that failed in a way that may pass
    tries           integer     not null default 0,
    -- attempts that ended because their worker died
    deaths          integer     not null default 0,
    -- put off: don't run before, and why
    not_before      timestamptz,
    put_off_why     text,
    error_code      text,
    error_detail    text,
    error_retryable boolean,
    created_at      timestamptz not null default now(),
    started_at      timestamptz,
    finished_at     timestamptz
);
create index job_unfinished on job (created_at) where status in ('queued', 'running');
create index job_newest on job (tenant_id, created_at desc);
create index job_by_batch on job (batch_id) where batch_id is not null;
create index job_by_document on job (document_id) where document_id is not null;

create table result (
    job_id     uuid primary key references job,
    tenant_id  uuid        not null references tenant,
    -- null once it has expired
    body       jsonb,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
);
create index result_by_expiry on result (expires_at) where body is not null;

-- The chunks that one attempt may have left in the index. Written before the first chunk, removed after the last is
-- deleted, so that a sweep finds what a killed worker left behind without reading the index.
create table chunk_set (
    version_id    uuid        not null references document_version,
    attempt       integer     not null,
    tenant_id     uuid        not null references tenant,
    collection_id uuid        not null references collection,
    document_id   uuid        not null references document,
    job_id        uuid        not null references job,
    created_at    timestamptz not null default now(),
    primary key (version_id, attempt)
);

insert into tenant (id, name) values ('00000000-0000-7000-8000-000000000001', 'default');
insert into collection (id, tenant_id, name)
values ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001', 'default');
