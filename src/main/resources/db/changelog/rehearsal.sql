--liquibase formatted sql

--changeset countersign:rehearsal-1
create table back_test (
    id                 varchar(36)   primary key,
    use_case           varchar(64)   not null,
    candidate          varchar(200)  not null,
    rule_set           varchar(64)   not null,
    policy             varchar(64)   not null,
    baseline_rule_set  varchar(64)   not null,
    baseline_policy    varchar(64)   not null,
    period_from        timestamp with time zone not null,
    period_to          timestamp with time zone not null,
    state              varchar(20)   not null,
    done               bigint        not null,
    total              bigint        not null,
    started_by         varchar(128)  not null,
    started_at         timestamp with time zone not null,
    heartbeat          timestamp with time zone not null,
    ended_at           timestamp with time zone,
    failure            varchar(4000),
    digest             varchar(64),
    report             varchar(1000000)
);
create index back_test_by_use_case on back_test (use_case, id);
create table back_test_change (
    back_test_id  varchar(36)   not null,
    position      integer       not null,
    decision_id   varchar(36)   not null,
    before_level  varchar(20)   not null,
    after_level   varchar(20)   not null,
    because       varchar(1000) not null,
    primary key (back_test_id, position)
);
create table shadow (
    id           varchar(36)   primary key,
    use_case     varchar(64)   not null,
    running_for  varchar(64)   unique,
    candidate    varchar(200)  not null,
    rule_set     varchar(64)   not null,
    policy       varchar(64)   not null,
    rules        varchar(1000000) not null,
    started_by   varchar(128)  not null,
    started_at   timestamp with time zone not null,
    stopped_by   varchar(128),
    stopped_at   timestamp with time zone,
    dropped      bigint        not null,
    failed       bigint        not null
);
create index shadow_by_use_case on shadow (use_case, id);
comment on column shadow.running_for is 'The use case while it runs, else null: one runs per use case';
create table shadow_count (
    shadow_id     varchar(36)  not null,
    before_level  varchar(20)  not null,
    after_level   varchar(20)  not null,
    n             bigint       not null,
    primary key (shadow_id, before_level, after_level)
);
create table shadow_difference (
    shadow_id     varchar(36)   not null,
    decision_id   varchar(36)   not null,
    before_level  varchar(20)   not null,
    after_level   varchar(20)   not null,
    because       varchar(1000) not null,
    decided_at    timestamp with time zone not null,
    primary key (shadow_id, decision_id)
);
create index shadow_difference_newest on shadow_difference (shadow_id, decided_at);

--changeset countersign:rehearsal-2
create table evaluation (
    id           varchar(36)   primary key,
    use_case     varchar(64)   not null,
    made_by      varchar(128)  not null,
    made_at      timestamp with time zone not null,
    file_digest  varchar(64)   not null,
    report       varchar(1000000) not null
);
create index evaluation_by_use_case on evaluation (use_case, id);
comment on column evaluation.file_digest is 'sha-256 of the file; the file itself is not kept';
