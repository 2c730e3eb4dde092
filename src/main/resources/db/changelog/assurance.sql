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

--changeset countersign:assurance-3
create table blind_judgement (
    decision_id  varchar(36)  primary key,
    use_case     varchar(64)  not null,
    label        varchar(64)  not null,
    at           timestamp with time zone not null
);
comment on table blind_judgement is 'What the first person said of a decision before seeing the answer, where it is known with what probability it was chosen';
create table certifying (
    use_case   varchar(64)  primary key,
    policy     varchar(64)  not null,
    rule_set   varchar(64)  not null,
    read_to    varchar(36)  not null
);
comment on table certifying is 'How far the ledger was read for certificates under the route in force; locked by the node that reads on';
create table evidence_stream (
    id          varchar(36)  primary key,
    use_case    varchar(64)  not null,
    model       varchar(128) not null,
    level       varchar(20)  not null,
    segment     varchar(200) not null,
    label       varchar(64)  not null,
    round       integer      not null,
    active      boolean      not null,
    state       varchar(1000000) not null,
    parts       integer      not null,
    digest      varchar(64)  not null,
    after_id    varchar(36)  not null,
    started_at  timestamp with time zone not null
);
create index evidence_stream_by_cell on evidence_stream (use_case, active, model, level, segment, label);
create table evidence_part (
    stream   varchar(36)  not null,
    number   integer      not null,
    content  varchar(1000000) not null,
    primary key (stream, number)
);
comment on table evidence_part is 'What a stream was told, in order, so that each certificate can be computed again';
create table certificate (
    id           varchar(36)  primary key,
    use_case     varchar(64)  not null,
    model        varchar(128) not null,
    policy       varchar(64)  not null,
    rule_set     varchar(64)  not null,
    level        varchar(20)  not null,
    segment      varchar(200) not null,
    label        varchar(64)  not null,
    threshold    double precision not null,
    method       varchar(10)  not null,
    content      varchar(1000000) not null,
    stream       varchar(36),
    parts        integer,
    state        varchar(10)  not null,
    issued_at    timestamp with time zone not null,
    ended_at     timestamp with time zone,
    why_ended    varchar(4000)
);
create index certificate_by_use_case on certificate (use_case, state);
comment on column certificate.content is 'What was computed, from what, and under which assumptions';
alter table spot_check add column segment varchar(200);
create table watched_segment (
    use_case  varchar(64)  not null,
    segment   varchar(200) not null,
    primary key (use_case, segment)
);
comment on table watched_segment is 'Segments with a warning: people watch what would be approved unseen';
create table spot_check_rate (
    use_case     varchar(64)  not null,
    level        varchar(20)  not null,
    segment      varchar(200) not null,
    rate         double precision not null,
    computed_at  timestamp with time zone not null,
    primary key (use_case, level, segment)
);

--changeset countersign:assurance-4
create table alarm (
    id          varchar(36)  primary key,
    use_case    varchar(64)  not null,
    kind        varchar(10)  not null,
    model       varchar(128),
    level       varchar(20)  not null,
    segment     varchar(200) not null,
    wrong       integer      not null,
    checks      integer      not null,
    evidence    double precision not null,
    since_id    varchar(36)  not null,
    until_id    varchar(36)  not null,
    why         varchar(4000) not null,
    raised_at   timestamp with time zone not null,
    lifted_by   varchar(128),
    lifted_at   timestamp with time zone
);
comment on column alarm.since_id is 'Decisions after this id, up to until_id, are in doubt';
create index alarm_by_use_case on alarm (use_case, id);
create table re_review (
    decision_id  varchar(36)  primary key,
    alarm        varchar(36)  not null,
    started_by   varchar(128) not null,
    started_at   timestamp with time zone not null
);
create table check_tally (
    use_case   varchar(64)  not null,
    model      varchar(128) not null,
    level      varchar(20)  not null,
    segment    varchar(200) not null,
    alpha      double precision not null,
    round      integer      not null,
    wrong      integer      not null,
    checks     integer      not null,
    statistics varchar(1000) not null,
    after_id   varchar(36)  not null,
    primary key (use_case, model, level, segment)
);
comment on table check_tally is 'What blind checks found since the last alarm; locked by the verdict that adds one';
create index spot_check_by_segment on spot_check (use_case, segment, level, decision_id);

--changeset countersign:assurance-5
comment on column evidence_stream.state is 'Of an active stream: what WealthStream remembers';
update evidence_stream set active = false where active;
