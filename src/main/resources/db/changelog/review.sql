--liquibase formatted sql

--changeset countersign:review-1
create table review (
    id             varchar(64)  primary key,
    decision_id    varchar(36)  not null,
    use_case       varchar(64)  not null,
    purpose        varchar(20)  not null,
    queue          varchar(64)  not null,
    blind          boolean      not null,
    second_person  boolean      not null,
    opened_at      timestamp with time zone not null,
    label          varchar(64),
    person         varchar(128),
    closed_at      timestamp with time zone
);
create index review_by_decision on review (decision_id);
create index review_waiting on review (use_case, closed_at, opened_at);
create table verdict (
    task_id          varchar(64)  primary key,
    review_id        varchar(64),
    decision_id      varchar(36)  not null,
    stage            varchar(20)  not null,
    person           varchar(128) not null,
    kind             varchar(20)  not null,
    label            varchar(64),
    reason_code      varchar(64),
    category         varchar(64),
    comment          varchar(4000),
    blind            boolean      not null,
    content_version  varchar(64)  not null,
    at               timestamp with time zone not null
);
create index verdict_by_decision on verdict (decision_id);
