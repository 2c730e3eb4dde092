--liquibase formatted sql

--changeset countersign:learning-1
create table example (
    id               varchar(100)    primary key,
    use_case         varchar(64)     not null,
    decision_id      varchar(36),
    batch            varchar(100),
    fields           varchar(1000000) not null,
    label            varchar(64)     not null,
    how              varchar(20)     not null,
    labelled_by      varchar(128)    not null,
    blind_judgement  varchar(64),
    probability      double precision,
    at               timestamp with time zone not null,
    held_back        boolean         not null
);
create index example_by_use_case on example (use_case, held_back);
create index example_by_decision on example (decision_id);
create table training_run (
    id          varchar(36)   primary key,
    use_case    varchar(64)   not null,
    learner     varchar(20)   not null,
    state       varchar(10)   not null,
    started_by  varchar(128)  not null,
    started_at  timestamp with time zone not null,
    ended_at    timestamp with time zone,
    challenger  varchar(128),
    comparison  varchar(10000),
    failure     varchar(4000)
);
create index training_run_by_use_case on training_run (use_case, id);

--changeset countersign:learning-2
alter table example add column case_digest varchar(64);

--changeset countersign:learning-4
create index example_by_case on example (use_case, case_digest);

--changeset countersign:learning-5
alter table training_run alter column learner drop not null;
alter table training_run add column fits_done integer;
alter table training_run add column fits_total integer;
alter table training_run add column contest varchar(20000);
alter table training_run add column conflicts integer;
create table model_card (
    use_case  varchar(100)   not null,
    version   varchar(120)   not null,
    card      varchar(1000000) not null,
    primary key (use_case, version)
);
comment on table model_card is 'What was known of a model when it was trained';

--changeset countersign:learning-6
create table retraining (
    id           varchar(36)   primary key,
    use_case     varchar(64)   not null,
    running_for  varchar(64)   unique,
    cause        varchar(20)   not null,
    why          varchar(1000) not null,
    started_by   varchar(128)  not null,
    started_at   timestamp with time zone not null,
    state        varchar(20)   not null,
    decided_by   varchar(128),
    reason       varchar(4000),
    ended_at     timestamp with time zone,
    constraint retraining_run foreign key (id) references training_run (id)
);
create index retraining_by_use_case on retraining (use_case, id);
comment on column retraining.running_for is 'The use case while it is under way, else null: one at a time per use case';
create table promotion (
    id           varchar(36)   primary key,
    use_case     varchar(64)   not null,
    model        varchar(120)  not null,
    before       varchar(120),
    promoted_by  varchar(128)  not null,
    at           timestamp with time zone not null
);
create index promotion_by_use_case on promotion (use_case, id);
comment on table promotion is 'Which model took over from which; the newest says what one step back is';

--changeset countersign:learning-7
create table unlabelled (
    id           varchar(100)    primary key,
    use_case     varchar(64)     not null,
    fields       varchar(1000000) not null,
    held_back    boolean         not null,
    place        double precision not null,
    state        varchar(10)     not null,
    round        integer,
    chosen       varchar(10),
    probability  double precision,
    at           timestamp with time zone not null
);
create index unlabelled_by_place on unlabelled (use_case, state, held_back, place);
comment on column unlabelled.place is 'Drawn once: the order of random draws';
create table labelling_round (
    use_case   varchar(64)  not null,
    number     integer      not null,
    size       integer      not null,
    opened_at  timestamp with time zone not null,
    examples   integer      not null,
    progress   varchar(4000),
    primary key (use_case, number)
);

--changeset countersign:learning-8
create table challenger_shadow (
    use_case        varchar(64)   not null,
    version         varchar(120)  not null,
    scored          bigint        not null,
    agreed          bigint        not null,
    failed          bigint        not null,
    dropped         bigint        not null,
    judged          bigint        not null,
    correct         bigint        not null,
    others_correct  bigint        not null,
    primary key (use_case, version)
);
comment on table challenger_shadow is 'What challengers would have said; counts are added to, never set, so that nodes do not overwrite each other';

--changeset countersign:learning-9
create table labelling_pass (
    id        varchar(100)  not null,
    person    varchar(128)  not null,
    category  varchar(100)  not null,
    at        timestamp with time zone not null,
    primary key (id, person)
);
comment on table labelling_pass is 'Who could not judge a case that they were asked to label; another person is asked';
