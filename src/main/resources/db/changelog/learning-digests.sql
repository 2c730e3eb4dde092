--liquibase formatted sql

--changeset countersign:learning-digests-h2 dbms:h2
update example set case_digest = lower(rawtohex(hash('SHA-256', stringtoutf8(fields)))) where case_digest is null;

--changeset countersign:learning-digests-postgresql dbms:postgresql
update example set case_digest = encode(sha256(convert_to(fields, 'UTF8')), 'hex') where case_digest is null;
