-- What was said in conversations, and what answering took.

create table conversation (
    id         uuid primary key,
    tenant_id  uuid        not null references tenant,
    -- null until the first question gives it one
    title      text,
    -- names of the collections that its questions search unless they say otherwise; none for the standard one
    collections text[]     not null default '{}',
    -- how many were asked: counted under the row's lock, so it numbers them in the order in which they were accepted
    questions  integer     not null default 0,
    created_at timestamptz not null default clock_timestamp(),
    updated_at timestamptz not null default clock_timestamp()
);
create index conversation_by_tenant on conversation (tenant_id, id desc);

create table message (
    id              uuid primary key,
    tenant_id       uuid        not null references tenant,
    conversation_id uuid        not null references conversation on delete cascade,
    -- question k has place 2k - 1, its answer 2k, whichever answer comes first
    position        integer     not null,
    role            text        not null check (role in ('user', 'assistant')),
    -- the job that answers, or has answered: what became of a question is what became of its job
    job_id          uuid        not null references job,
    text            text        not null,
    -- of an answer: the question as it was searched for, standing on its own
    searched_for    text,
    -- of an answer: whether the documents held one
    answered        boolean,
    model           text,
    sources         jsonb       not null default '[]',
    -- by the database's clock, since the messages of a conversation are written by many processes
    created_at      timestamptz not null default clock_timestamp(),
    unique (conversation_id, position),
    unique (job_id, role)
);

-- What answering a question took: a row for each that was answered, written with its result. Kept when the job, the conversation,
-- or a key is gone, so it refers to none of them.
create table usage (
    job_id            uuid primary key,
    tenant_id         uuid             not null references tenant,
    key_id            uuid,
    conversation_id   uuid,
    -- null when passages alone were asked for
    model             text,
    prompt_tokens     integer          not null,
    completion_tokens integer          not null,
    -- the tokens were counted here, since the model did not say
    estimated         boolean          not null,
    -- null if it was answered anew
    cached            text check (cached in ('exact', 'similar')),
    -- milliseconds; null for a stage that there was none of
    queue_ms          double precision,
    rewrite_ms        double precision,
    embed_ms          double precision,
    search_ms         double precision,
    rerank_ms         double precision,
    answer_ms         double precision,
    total_ms          double precision,
    created_at        timestamptz      not null default clock_timestamp()
);
create index usage_by_time on usage (tenant_id, created_at);
