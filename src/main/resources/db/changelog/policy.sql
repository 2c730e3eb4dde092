--liquibase formatted sql

--changeset countersign:policy-1
create table policy_version (
    use_case varchar(64) not null,
    version varchar(64) not null,
    content varchar(1000000) not null,
    created_at timestamp with time zone not null,
    created_by varchar(255) not null,
    primary key (use_case, version)
);

create table in_force (
    use_case varchar(64) not null primary key,
    policy varchar(64) not null,
    rule_set varchar(64) not null,
    model varchar(100),
    foreign key (use_case, policy) references policy_version (use_case, version)
);
