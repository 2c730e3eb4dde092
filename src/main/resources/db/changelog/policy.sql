--liquibase formatted sql

--changeset countersign:policy-1
create table revision (
    use_case     varchar(64)     not null,
    kind         varchar(10)     not null,
    version      varchar(64)     not null,
    number       integer         not null,
    content      varchar(2000000) not null,
    state        varchar(10)     not null,
    authors      varchar(4000)   not null,
    created_at   timestamp with time zone not null,
    proposed_by  varchar(128),
    proposed_at  timestamp with time zone,
    base         varchar(64),
    back_test    varchar(64),
    note         varchar(4000),
    decided_by   varchar(128),
    decided_at   timestamp with time zone,
    primary key (use_case, kind, version),
    constraint revision_number unique (use_case, kind, number)
);
comment on table revision is 'Versions of rules and policies; their files never change, their state does';

create table draft (
    id          varchar(36)     primary key,
    use_case    varchar(64)     not null,
    kind        varchar(10)     not null,
    content     varchar(2000000) not null,
    base        varchar(64)     not null,
    authors     varchar(4000)   not null,
    edits       integer         not null,
    updated_at  timestamp with time zone not null
);
create index draft_by_use_case on draft (use_case, kind);

create table in_force (
    use_case  varchar(64)  primary key,
    policy    varchar(64)  not null,
    rule_set  varchar(64)  not null,
    model     varchar(128)
);
comment on table in_force is 'One row a use case, so that a decision reads all its versions at once';
