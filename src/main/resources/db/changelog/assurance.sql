--liquibase formatted sql

--changeset countersign:assurance-1
create table draw_key (
    id   integer      primary key,
    hex  varchar(128) not null
);
create table spot_check (
    decision_id  varchar(36)  primary key,
    use_case     varchar(64)  not null,
    model        varchar(128),
    level        varchar(20)  not null,
    probability  double precision not null,
    drawn_at     timestamp with time zone not null,
    answered_at  timestamp with time zone,
    blind        boolean,
    wrong        boolean
);
create index spot_check_by_model on spot_check (use_case, model, answered_at);
create table stop_switch (
    scope       varchar(64)   primary key,
    stopped_by  varchar(128)  not null,
    reason      varchar(4000) not null,
    stopped_at  timestamp with time zone not null
);

--changeset countersign:assurance-2
create table guard (
    use_case    varchar(64)  primary key,
    generation  bigint       not null
);
comment on table guard is 'Counts every change of what a decision of the use case may rest on, so that a node knows when to read it again';
alter table stop_switch alter column scope set data type varchar(300);
alter table stop_switch add column use_case varchar(64) default '*' not null;
update stop_switch set use_case = scope;
create index stop_switch_by_use_case on stop_switch (use_case);
