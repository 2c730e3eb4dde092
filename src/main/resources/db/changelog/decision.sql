--liquibase formatted sql

--changeset countersign:decision-1
create table decision (
    id               varchar(36)     primary key,
    use_case         varchar(64)     not null,
    caller           varchar(128)    not null,
    idempotency_key  varchar(200),
    request_digest   varchar(64)     not null,
    request          varchar(1000000) not null,
    policy           varchar(64)     not null,
    rule_set         varchar(64)     not null,
    model            varchar(128),
    prediction       varchar(1000000),
    facts            varchar(10000),
    route            varchar(1000000),
    level            varchar(20),
    status           varchar(20)     not null,
    label            varchar(64),
    decided_by_kind  varchar(10),
    decided_by       varchar(128),
    final            boolean,
    decided_at       timestamp with time zone,
    veto_until       timestamp with time zone,
    created_at       timestamp with time zone not null,
    constraint decision_idempotency unique (caller, idempotency_key)
);
create index decision_by_use_case on decision (use_case, id);
comment on table decision is 'One row per case under oversight, from request to final outcome';

--changeset countersign:decision-2
create table start_lock (
    id  integer  primary key
);
comment on table start_lock is 'Its one row is locked by the node that does what a start does once for all nodes';
insert into start_lock (id) values (1);

--changeset countersign:decision-3
create index decision_by_time on decision (use_case, created_at, id);

--changeset countersign:decision-truth-1
create table ground_truth (
    decision_id  varchar(36)   primary key,
    label        varchar(64)   not null,
    told_by      varchar(128)  not null,
    at           timestamp with time zone not null
);
comment on table ground_truth is 'What turned out to be right; the first word stands';

--changeset countersign:decision-4
alter table decision add column ruled varchar(20);
comment on column decision.ruled is 'The level that rules and floor alone came to; null in rows older than the column';
alter table decision add column segment varchar(200);
