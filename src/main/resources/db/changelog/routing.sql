--liquibase formatted sql

--changeset countersign:routing-1
create table rule_set (
    use_case varchar(64) not null,
    version varchar(64) not null,
    sequence_number integer not null,
    content varchar(1000000) not null,
    state varchar(16) not null,
    created_at timestamp with time zone not null,
    created_by varchar(255) not null,
    primary key (use_case, version),
    unique (use_case, sequence_number)
);
