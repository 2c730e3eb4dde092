--liquibase formatted sql

--changeset countersign:api-1
create table outbox (
    id            varchar(36)   primary key,
    decision_id   varchar(36)   not null,
    caller        varchar(128)  not null,
    kind          varchar(40)   not null,
    content       varchar(1000000) not null,
    at            timestamp with time zone not null,
    delivered_at  timestamp with time zone
);
create index outbox_waiting on outbox (delivered_at, id);
