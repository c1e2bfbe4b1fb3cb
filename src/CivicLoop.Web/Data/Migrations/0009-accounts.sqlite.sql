-- The audit log is never changed and never deleted.

create trigger audit_stays before update on audit begin select raise(abort, 'the audit log is never changed'); end;
create trigger audit_remains before delete on audit begin select raise(abort, 'the audit log is never deleted'); end;
