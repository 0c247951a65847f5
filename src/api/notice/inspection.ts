import type {
  InspectionCheck,
  InspectionSet,
  LimitDefinition,
} from '../../shared/contracts/publication-rate-inspection';

const BASIS = '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）';

interface Column {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  /** Kinds of notices that it shows. */
  readonly kinds: readonly string[];
  readonly unit: 'days' | 'months';
  readonly warn: number;
  readonly fail: number;
  readonly max: number;
  readonly basis: string;
  readonly advice: string;
}

const COLUMNS: readonly Column[] = [
  {
    id: 'news',
    name: '动态要闻',
    nameEn: 'News',
    kinds: ['news'],
    unit: 'days',
    warn: 10,
    fail: 14,
    max: 60,
    basis: `${BASIS}：动态、要闻类栏目两周内应有更新`,
    advice: '请发布新的动态信息',
  },
  {
    id: 'announcement',
    name: '公示公告',
    nameEn: 'Announcements',
    kinds: ['announcement'],
    unit: 'months',
    warn: 5,
    fail: 6,
    max: 24,
    basis: `${BASIS}：通知公告类栏目六个月内应有更新`,
    advice: '请发布新的公示公告',
  },
  {
    id: 'policy',
    name: '政策文件',
    nameEn: 'Policy documents',
    kinds: ['document', 'normative-document'],
    unit: 'months',
    warn: 5,
    fail: 6,
    max: 24,
    basis: `${BASIS}：政策文件类栏目六个月内应有更新`,
    advice: '请发布新的文件或规范性文件',
  },
  {
    id: 'interpretation',
    name: '政策解读',
    nameEn: 'Interpretations of policy',
    kinds: ['interpretation'],
    unit: 'months',
    warn: 5,
    fail: 6,
    max: 24,
    basis: `${BASIS}：政策文件类栏目六个月内应有更新；政策解读随文件发布，比照执行`,
    advice: '请发布新的政策解读',
  },
  {
    id: 'establishment',
    name: '机构编制文件（人事类）',
    nameEn: 'Establishment documents',
    kinds: ['establishment-document'],
    unit: 'months',
    warn: 11,
    fail: 12,
    max: 36,
    basis: `${BASIS}：人事、规划计划类栏目一年内应有更新`,
    advice: '请发布新的机构编制文件',
  },
];

const limitsOf = ({
  id,
  name,
  nameEn,
  unit,
  warn,
  fail,
  max,
  basis,
}: Column): LimitDefinition[] => [
  {
    id: `column.${id}.warn`,
    name: `${name}栏目更新：提醒`,
    nameEn: `${nameEn}: warning`,
    unit,
    default: warn,
    min: 1,
    max: max - 1,
    basis,
    below: `column.${id}.fail`,
  },
  {
    id: `column.${id}.fail`,
    name: `${name}栏目更新：不合格`,
    nameEn: `${nameEn}: failing`,
    unit,
    default: fail,
    min: 2,
    max,
    basis,
  },
];

/** The day on which the newest notice of the column became public. */
const lastUpdate = ({ name, kinds }: Column): string => `
  with newest as (
    select (p.public_since at time zone 'UTC' at time zone 'Asia/Shanghai')::date as since,
      p.subject_document_id
    from public_at p
    left join organizations o on o.document_id = p.content->>'issuer'
    where p.subject_type = 'api::notice.notice'
      and p.content->>'kind' in (${kinds.map((kind) => `'${kind}'`).join(', ')})
      and coalesce(o.is_classified, false) = false
    order by p.public_since desc limit 1
  )
  select '${name}栏目' as label, 'api::notice.notice' as uid,
    newest.subject_document_id as document_id, null::text as organization_id,
    null::text as organization, newest.since, newest.since as runs_from
  from (select) one left join newest on true`;

const checkOf = (column: Column): InspectionCheck => ({
  id: `column.${column.id}`,
  name: `${column.name}栏目更新`,
  nameEn: `${column.nameEn}: last update`,
  basis: column.basis,
  sql: lastUpdate(column),
  warnsAfter: `column.${column.id}.warn`,
  failsAfter: `column.${column.id}.fail`,
  failsOn: 'reaching',
  whenEmpty: 'none',
  texts: {
    since: '最近更新于',
    never: '从未更新，属于空白栏目',
    good: '栏目更新及时',
    empty: '没有可以检查的栏目',
    advice: column.advice,
  },
});

/** The columns of the site, each a kind of notice or two. */
export const noticeInspection: InspectionSet = {
  limits: COLUMNS.flatMap(limitsOf),
  checks: COLUMNS.map(checkOf),
};
