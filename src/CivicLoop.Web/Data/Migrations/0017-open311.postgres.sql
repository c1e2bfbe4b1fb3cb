grant select, insert, update, delete on api_tokens, peers, exchanges to {serving};
