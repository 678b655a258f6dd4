-- Sweeping costs what there is to be swept, not what there is.
alter table chunk_set
    -- questions see them; false for those that are to be looked at
    add shown boolean not null default false;
update chunk_set s set shown = true
where exists (select 1 from indexed_version i
              join document_version v on v.id = i.version_id
              join document d on d.active_version_id = v.id and d.deleted_at is null
              where i.version_id = s.version_id and i.index_id = s.index_id and i.attempt = s.attempt);
create index chunk_set_to_sweep on chunk_set (created_at) where not shown;
