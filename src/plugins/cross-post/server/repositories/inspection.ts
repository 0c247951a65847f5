/**
 * Every account with the day of its last post; where posts end as drafts on the platform, of the
 * last draft. For publication-rate, which gives the binding.
 */
export const LAST_POSTS_SQL = `
  select c.name || case c.kind when 'weibo' then '（微博）' else '（微信公众号）' end as label,
    null::text as uid, null::text as document_id,
    null::text as organization_id, null::text as organization,
    last.day as since,
    coalesce(last.day, (c.created_at at time zone 'UTC' at time zone 'Asia/Shanghai')::date) as runs_from
  from cross_post_channels c
  left join lateral (
    select (max(d.delivered_at) at time zone 'UTC' at time zone 'Asia/Shanghai')::date as day
    from cross_post_deliveries d
    where d.channel_document_id = c.document_id
      and d.state in ('published', case when c.mode = 'draft-only' then 'staged' end)
      and d.delivered_at < :asOfEnd at time zone 'UTC'
  ) last on true`;
