-- Words of cases by their number, as the twin of a full-text table: pairs of characters made by the product.

create table case_words (rowid bigint not null primary key, words tsvector not null);

create index case_words_words on case_words using gin (words);

-- Numbers with these words in their order, at most so many. What is common is found by walking the nearest numbers,
-- what is rare by the index; neither way reads a million rows for a common word or walks a million for a rare one.
create function words_found(query text, above bigint, below bigint, most integer, falling boolean)
  returns setof bigint language plpgsql stable set enable_seqscan = off as $$
declare
  wanted tsquery := replace(replace(replace(query, '"', ''''), ' AND ', ' & '), ' OR ', ' | ')::tsquery;
  walked integer := least(50000, greatest(5000, most * 10));
  near bigint[];
begin
  if falling then
    near := array(select rowid from
      (select rowid, words from case_words where rowid > above and rowid < below order by rowid desc limit walked) walk
      where words @@ wanted limit most);
    if cardinality(near) >= most then
      return query select unnest(near);
    else
      return query select rowid from (select rowid from case_words where words @@ wanted offset 0) found
        where rowid > above and rowid < below order by rowid desc limit most;
    end if;
  else
    near := array(select rowid from
      (select rowid, words from case_words where rowid > above and rowid < below order by rowid limit walked) walk
      where words @@ wanted limit most);
    if cardinality(near) >= most then
      return query select unnest(near);
    else
      return query select rowid from (select rowid from case_words where words @@ wanted offset 0) found
        where rowid > above and rowid < below order by rowid limit most;
    end if;
  end if;
end $$;

grant select, insert, update, delete on case_words, views, views_first, bulks, bulk_outcomes to {serving};
