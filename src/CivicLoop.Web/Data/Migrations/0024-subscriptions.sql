-- Who wants mail of what becomes public in an area. Nowhere else; gone when they stop it, or do not confirm it in time.

-- asks: how often somebody wanted it confirmed. told_until: what happened before is told, or happened before they came.
create table subscriptions (
  id text not null primary key,
  code text not null unique,
  mail text not null,
  language text not null,
  district text not null,
  street text not null,
  theme text not null,
  category text not null,
  asked_at bigint not null,
  asks integer not null,
  confirmed_at bigint,
  told_until bigint
);

create unique index subscriptions_of on subscriptions (mail, district, street, theme, category);
create index subscriptions_told on subscriptions (told_until) where confirmed_at is not null;
create index subscriptions_unsure on subscriptions (asked_at) where confirmed_at is null;
