--liquibase formatted sql

--changeset countersign:monitoring-1
create table drift_reading (
    use_case  varchar(64)  primary key,
    read_to   varchar(36)  not null,
    owed      varchar(1000000)
);
comment on table drift_reading is 'How far decisions were read for drift, and why a retraining is still to be started';
create table drift_watch (
    use_case   varchar(64)   not null,
    model      varchar(128)  not null,
    seen       bigint        not null,
    after_id   varchar(36)   not null,
    until_id   varchar(36),
    window_id  varchar(36)   not null,
    gathered   integer       not null,
    looked     integer       not null,
    look       varchar(1000000),
    change     varchar(1000000),
    primary key (use_case, model)
);
comment on table drift_watch is 'What newer decisions of a model are compared with, and what was found';
