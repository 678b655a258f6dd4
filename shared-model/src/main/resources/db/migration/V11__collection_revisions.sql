-- Changes with whatever a question to a collection could find, so that what was kept of earlier answers can't be found any more.

create table collection_revision (
    collection_id uuid primary key,
    -- random: none ever comes back, not even where a backup is restored while Redis still has later answers
    revision      uuid not null
);
insert into collection_revision select id, gen_random_uuid() from collection;

-- The triggers below run when their transaction commits. The row of a collection is the last thing that a transaction locks, for as
-- long as its commit takes, so nobody who holds it waits for anything else: no deadlock, and each commit leaves another revision.
-- A transaction that changes many documents writes the row once.
create function revise_collection(changed uuid) returns void language plpgsql as $$
declare
    revised text := coalesce(current_setting('ragline.revised', true), '');
begin
    if position(changed::text in revised) = 0 then
        perform set_config('ragline.revised', revised || changed, true);
        insert into collection_revision select id, gen_random_uuid() from collection where id = changed
        on conflict (collection_id) do update set revision = excluded.revision;
    end if;
end $$;

create function revise_by_row() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        perform revise_collection(old.collection_id);
    else
        perform revise_collection(new.collection_id);
    end if;
    return null;
end $$;

-- Rows are compared whole but for what no question depends on, so that a column that is added later counts.

-- What a document is called, is known by, and which version of it is seen; one that isn't seen makes no difference.
create constraint trigger revise_on_change after update on document deferrable initially deferred for each row
    when ((old.active_version_id is not null or new.active_version_id is not null)
        and to_jsonb(old) - 'updated_at' is distinct from to_jsonb(new) - 'updated_at')
    execute function revise_by_row();
create constraint trigger revise_on_insert after insert on document deferrable initially deferred for each row
    when (new.active_version_id is not null)
    execute function revise_by_row();
create constraint trigger revise_on_delete after delete on document deferrable initially deferred for each row
    when (old.active_version_id is not null and old.deleted_at is null)
    execute function revise_by_row();
create constraint trigger revise_on_change after insert or update or delete on document_alias
    deferrable initially deferred for each row
    execute function revise_by_row();

-- Which index is searched, and how.
create constraint trigger revise_on_change after update on collection_index deferrable initially deferred for each row
    when ((old.status = 'active' or new.status = 'active')
        and to_jsonb(old) - array ['batch_id', 'counted_chunks', 'counted_terms']
            is distinct from to_jsonb(new) - array ['batch_id', 'counted_chunks', 'counted_terms'])
    execute function revise_by_row();
create constraint trigger revise_on_insert after insert on collection_index deferrable initially deferred for each row
    when (new.status = 'active')
    execute function revise_by_row();

-- Which chunks of a version that is seen are seen.
create function revise_by_indexed_version() returns trigger language plpgsql as $$
declare
    shown record;
begin
    if tg_op = 'DELETE' then
        shown := old;
    else
        shown := new;
    end if;
    perform revise_collection(d.collection_id)
    from collection_index x
    join document_version v on v.id = shown.version_id
    join document d on d.id = v.document_id and d.active_version_id = v.id and d.deleted_at is null
    where x.id = shown.index_id and x.status = 'active';
    return null;
end $$;
create constraint trigger revise_on_change after insert or update or delete on indexed_version
    deferrable initially deferred for each row
    execute function revise_by_indexed_version();

-- The indexes have been told what is known of a document by now, or in part.
create function revise_by_job() returns trigger language plpgsql as $$
begin
    perform revise_collection(id) from unnest(new.collections) as id;
    return null;
end $$;
create constraint trigger revise_on_description after update on job deferrable initially deferred for each row
    when (new.kind = 'describe-document' and old.status is distinct from new.status)
    execute function revise_by_job();

create function revise_by_collection() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        delete from collection_revision where collection_id = old.id;
    else
        perform revise_collection(new.id);
    end if;
    return null;
end $$;
create constraint trigger revise_on_change after update on collection deferrable initially deferred for each row
    when (to_jsonb(old) - array ['webhook_url', 'retention_seconds']
        is distinct from to_jsonb(new) - array ['webhook_url', 'retention_seconds'])
    execute function revise_by_collection();
create constraint trigger revise_on_birth_or_end after insert or delete on collection
    deferrable initially deferred for each row
    execute function revise_by_collection();
