-- How the texts of a collection become search terms.
alter table collection_index
    add analyzer text not null default 'english' check (analyzer in ('english', 'icu'));
