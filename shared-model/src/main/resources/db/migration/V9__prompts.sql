-- What language models are told when they answer from a collection; null for the usual rules.
alter table collection add column prompt text;
