grant select, insert, update, delete on photo_copies, followings, contacts to {serving};
