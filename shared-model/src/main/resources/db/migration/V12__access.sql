-- Who may do what.

create table api_key (
    id            uuid primary key,
    tenant_id     uuid        not null references tenant,
    name          text        not null,
    role          text        not null check (role in ('reader', 'writer', 'admin', 'operator')),
    -- stands in the key itself and finds it; the secret behind it does not stand here, only its hash
    public_id     text        not null unique,
    secret_sha256 bytea       not null check (octet_length(secret_sha256) = 32),
    -- the only collections that it may read and write; null for all of its tenant
    collections   uuid[],
    created_by    uuid,
    -- the first of the keys that it took the place of, by rotation: what was begun with that is its own; null if it took none's
    holder        uuid,
    created_at    timestamptz not null default clock_timestamp(),
    expires_at    timestamptz,
    last_used_at  timestamptz,
    revoked_at    timestamptz
);
create index api_key_by_tenant on api_key (tenant_id, id desc);

-- The key by which something was asked for; null where no keys are needed.
alter table job add column key_id uuid;
-- of a rotated key, the first of those that it took the place of
alter table conversation add column key_id uuid;

-- The collection that an upload or a re-indexing is of: who may see the one may see the other.
alter table upload_batch add column collection_id uuid;

-- A collection is for all keys of its tenant, or for its members.
alter table collection add column members_only boolean not null default false;
create table collection_member (
    collection_id uuid not null references collection on delete cascade,
    key_id        uuid not null references api_key on delete cascade,
    access        text not null check (access in ('read', 'write')),
    primary key (collection_id, key_id)
);
create index collection_member_by_key on collection_member (key_id);

-- Limits of a tenant (key_id null) and of its keys; null for none.
create table quota (
    tenant_id           uuid not null references tenant,
    key_id              uuid references api_key on delete cascade,
    requests_per_minute integer check (requests_per_minute > 0),
    uploads_per_day     integer check (uploads_per_day > 0),
    stored_bytes        bigint check (stored_bytes > 0),
    documents           bigint check (documents > 0),
    questions_in_flight integer check (questions_in_flight > 0),
    -- no less than there is: what is accepted is added at once, what is freed is noticed by counting anew when this reaches a limit.
    -- Null until it was counted
    documents_at_most    bigint,
    stored_bytes_at_most bigint
);
create unique index quota_of_tenant on quota (tenant_id) where key_id is null;
create unique index quota_of_key on quota (key_id) where key_id is not null;

-- What counts for a key's quota.
alter table document add column key_id uuid;
alter table document_version add column key_id uuid;
create index document_by_key on document (key_id) where key_id is not null and deleted_at is null;
create index version_by_key on document_version (key_id) where key_id is not null;
create index question_in_flight on job (tenant_id) where kind = 'answer-query' and status in ('queued', 'running');

-- Who did what. No reference to the key: the entry outlives it.
create table audit_entry (
    id         uuid primary key,
    tenant_id  uuid        not null references tenant,
    at         timestamptz not null default clock_timestamp(),
    key_id     uuid,
    key_name   text,
    -- as the API's description names the operation
    operation  text        not null,
    path       text        not null,
    created    text,
    status     integer     not null,
    request_id text        not null,
    address    text
);
create index audit_entry_by_tenant on audit_entry (tenant_id, id desc);
create index audit_entry_by_time on audit_entry (at);

-- From then on nothing is accepted for the tenant, and all that it has is being removed.
alter table tenant add column erased_at timestamptz;
