-- Writes down what must never happen to a job, whoever does it and however briefly. Looking at the end alone would miss a
-- result that was written twice.
create table chaos_audit (
    at     timestamptz not null default clock_timestamp(),
    job_id uuid        not null,
    what   text        not null
);

create function chaos_job_changed() returns trigger language plpgsql as $$
begin
    if old.status in ('succeeded', 'failed', 'cancelled', 'rejected') and new.status <> old.status then
        insert into chaos_audit (job_id, what) values (old.id, old.status || ' became ' || new.status);
    end if;
    if new.attempt < old.attempt or new.attempt > old.attempt + 1 then
        insert into chaos_audit (job_id, what)
        values (old.id, 'attempt ' || old.attempt || ' became ' || new.attempt);
    end if;
    return new;
end $$;
create trigger chaos_job_changed after update on job for each row execute function chaos_job_changed();

create function chaos_result_changed() returns trigger language plpgsql as $$
begin
    insert into chaos_audit (job_id, what)
    values (old.job_id, 'its result was ' || lower(tg_op) || 'd: ' || coalesce(old.body ->> 'answer', ''));
    return old;
end $$;
create trigger chaos_result_changed after update or delete on result
    for each row execute function chaos_result_changed();

create function chaos_version_changed() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or new.attempt <> old.attempt then
        insert into chaos_audit (job_id, what)
        select id, 'visible attempt ' || old.attempt || ' became '
                || case tg_op when 'DELETE' then 'none' else new.attempt::text end
        from job where version_id = old.version_id;
    end if;
    return old;
end $$;
create trigger chaos_version_changed after update or delete on indexed_version
    for each row execute function chaos_version_changed();
