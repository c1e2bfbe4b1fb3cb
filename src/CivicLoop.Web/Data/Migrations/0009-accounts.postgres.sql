-- The serving role may add to the audit log and never change it.

grant select, insert, update, delete on old_passwords, second_factors, recovery_codes, known_devices, sessions, city_keys to {serving};
grant select, insert on audit to {serving};
grant select, update on audit_head to {serving};
