-- Words of cases by their number: pairs of characters made by the product; which text has them, not the texts.

create virtual table case_words using fts5(words, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0 tokenchars ':'");
