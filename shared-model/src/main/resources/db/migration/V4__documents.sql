-- Documents as people keep them: keyed by their own ids, with metadata, deleted for good, indexed anew without a pause.

-- A collection's chunks, all cut in one way and embedded by one model. Questions see the active one. While another is
-- being built beside it they go on seeing that; then the two change places in one step.
create table collection_index (
    id              uuid primary key,
    tenant_id       uuid        not null references tenant,
    collection_id   uuid        not null references collection on delete cascade,
    status          text        not null check (status in ('active', 'building', 'retired')),
    -- set by the first chunk that is written, if not before
    embedding_model text,
    embedding_size  integer,
    chunk_strategy  text        not null default 'structure' check (chunk_strategy in ('structure', 'fixed', 'page')),
    chunk_size      integer     not null default 256,
    chunk_overlap   integer     not null default 40,
    -- the re-indexing that builds it, as a batch of jobs
    batch_id        uuid,
    created_at      timestamptz not null default now(),
    retired_at      timestamptz
);
create unique index one_active_index on collection_index (collection_id) where status = 'active';
create unique index one_index_building on collection_index (collection_id) where status = 'building';

insert into collection_index (id, tenant_id, collection_id, status, embedding_model, embedding_size, created_at)
select id, tenant_id, id, 'active', embedding_model, embedding_size, created_at from collection;

alter table collection
    drop embedding_model,
    drop embedding_size,
    -- documents that nobody uploaded again for so long are deleted; null keeps them for ever
    add retention_seconds bigint,
    -- it is gone for everybody, and its remains are being removed
    add deleted_at        timestamptz,
    drop constraint collection_tenant_id_name_key;
create unique index collection_by_name on collection (tenant_id, name) where deleted_at is null;

alter table document
    -- the caller's own id; a document that has one is known by it, any other by its name
    add external_id text,
    add metadata    jsonb not null default '{}',
    drop constraint document_active_version_id_fkey;
drop index document_by_name;
create unique index document_by_name on document (collection_id, filename) where deleted_at is null and external_id is null;
create unique index document_by_external_id on document (collection_id, external_id) where deleted_at is null;
create index document_of_collection on document (collection_id, id desc) where deleted_at is null;
create index document_by_age on document (collection_id, updated_at) where deleted_at is null;

-- Other names under which a document's content was uploaded. When the content of one name changes, the others keep it.
create table document_alias (
    collection_id uuid not null references collection on delete cascade,
    filename      text not null,
    document_id   uuid not null references document on delete cascade,
    primary key (collection_id, filename)
);
create index alias_of_document on document_alias (document_id);

alter table document_version
    -- what the document says about itself
    add info       jsonb not null default '{}',
    add characters bigint;

-- The attempt whose chunks in an index are those of the version; only these are ever seen.
create table indexed_version (
    version_id    uuid    not null references document_version on delete cascade,
    index_id      uuid    not null references collection_index on delete cascade,
    attempt       integer not null,
    chunks        integer not null,
    -- the chunks, kept as a blob, to be shown without asking an index
    chunks_sha256 char(64),
    primary key (version_id, index_id)
);
create index version_of_index on indexed_version (index_id);
insert into indexed_version (version_id, index_id, attempt, chunks)
select id, collection_id, visible_attempt, coalesce(chunks, 0) from document_version where visible_attempt is not null;

alter table document_version
    drop visible_attempt,
    drop chunks;

-- Which content belongs to which document is now decided under a lock, since two may have the same by their own ids.
drop index version_by_content;
create index version_by_content on document_version (collection_id, sha256) where status in ('queued', 'active');
create index version_by_blob on document_version (sha256);
create index version_by_extraction on document_version (extraction_sha256) where extraction_sha256 is not null;
create index indexed_by_blob on indexed_version (chunks_sha256) where chunks_sha256 is not null;

create index job_open_in_batch on job (batch_id) where status in ('queued', 'running');

-- What an upload brought besides its jobs.
create table upload_batch (
    id         uuid primary key,
    tenant_id  uuid        not null references tenant,
    duplicates integer     not null,
    rejected   integer     not null,
    created_at timestamptz not null default now()
);

-- Jobs and left-over chunks outlive what they are about.
alter table job
    drop constraint job_document_id_fkey,
    drop constraint job_version_id_fkey;
alter table chunk_set
    drop constraint chunk_set_pkey,
    drop constraint chunk_set_version_id_fkey,
    drop constraint chunk_set_document_id_fkey,
    drop constraint chunk_set_collection_id_fkey,
    drop constraint chunk_set_job_id_fkey,
    add index_id uuid;
update chunk_set set index_id = collection_id;
alter table chunk_set
    alter index_id set not null,
    add primary key (version_id, index_id, attempt);
create index chunk_set_of_document on chunk_set (document_id);
