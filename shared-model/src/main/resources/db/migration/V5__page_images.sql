-- Pictures of pages: which blob shows which page with what marked on it. A row with a blob counts as a use of that blob.

create table page_image (
    version_id     uuid        not null references document_version on delete cascade,
    page           integer     not null,
    dpi            integer     not null,
    -- SHA-256 of what is marked; empty for the plain page
    highlight      text        not null,
    -- the document's file: the same content elsewhere has the same plain pictures
    content_sha256 char(64)    not null,
    -- the job that draws it, or that drew it last; null for a plain page that was drawn on the way to a marked one
    job_id         uuid references job on delete set null,
    -- the picture as a blob; null until it is drawn
    sha256         char(64),
    size_bytes     bigint,
    created_at     timestamptz not null default now(),
    last_used_at   timestamptz not null default now(),
    primary key (version_id, page, dpi, highlight),
    check ((sha256 is null) = (size_bytes is null))
);
create index page_image_plain on page_image (content_sha256, page, dpi) where highlight = '' and sha256 is not null;
create index page_image_by_blob on page_image (sha256) where sha256 is not null;
create index page_image_by_use on page_image (last_used_at);
create index page_image_by_job on page_image (job_id) where job_id is not null;
