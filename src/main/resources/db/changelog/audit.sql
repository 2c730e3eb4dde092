--liquibase formatted sql

--changeset countersign:audit-1
create table trail (
    stream      varchar(100)    not null,
    sequence    integer         not null,
    at          timestamp with time zone not null,
    actor_kind  varchar(10)     not null,
    actor       varchar(128)    not null,
    kind        varchar(40)     not null,
    content     varchar(2000000) not null,
    hash        varchar(64)     not null,
    primary key (stream, sequence)
);
comment on table trail is 'Append-only record of everything, one hash chain per stream';
