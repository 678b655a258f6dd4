-- How long the texts of an index are on average, in search terms: what the weights of terms are made with where the index itself
-- does not know. Chunks that are written twice count twice.
alter table collection_index
    add counted_chunks bigint not null default 0,
    add counted_terms  bigint not null default 0;
