--liquibase formatted sql

--changeset countersign:prediction-1
create table model (
    use_case varchar(100) not null,
    version varchar(120) not null,
    number integer not null,
    learner varchar(20) not null,
    status varchar(20) not null,
    trained_at timestamp with time zone not null,
    examples integer not null,
    digest varchar(64) not null,
    provenance varchar(1000000) not null,
    primary key (use_case, version),
    constraint model_number unique (use_case, number)
);

create table model_part (
    use_case varchar(100) not null,
    version varchar(120) not null,
    name varchar(20) not null,
    slice integer not null,
    content bytea not null,
    primary key (use_case, version, name, slice),
    constraint model_part_model foreign key (use_case, version) references model (use_case, version)
);

--changeset countersign:prediction-2
alter table model add column calibration varchar(2000);

--changeset countersign:prediction-3
alter table model alter column learner drop not null;
