/**
 * SQL that makes a table append-only: update, delete and truncate are refused for everybody.
 *
 * @param table name from this repository's code, never input.
 */
export const appendOnly = (table: string): string => `
create or replace function publication_rate_refuse() returns trigger language plpgsql as $body$
begin
  raise exception '快照和设置记录只能新增，不能修改或删除 / snapshots and settings are append-only'
    using errcode = 'restrict_violation';
end $body$;
create or replace trigger ${table}_append_only before update or delete on ${table}
  for each row execute function publication_rate_refuse();
create or replace trigger ${table}_no_truncate before truncate on ${table}
  for each statement execute function publication_rate_refuse();
`;
