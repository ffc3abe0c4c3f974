create table if not exists prediction (
    id varchar(36) primary key,
    text varchar(2000) not null,
    label varchar(20) not null,
    confidence double precision not null,
    note varchar(200),
    version integer not null
);

create table if not exists deleted_prediction (
    id varchar(36) primary key,
    deleted_at timestamp(0) with time zone not null default current_timestamp
);
