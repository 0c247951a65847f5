import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Core } from '@strapi/strapi';

import { createRandom, type Random } from '../data/random';
import { quantile, round, time } from './measure';

const DOCUMENTS = 100_000;
const ORGANS = 100;
const BATCH = 2_000;
const SEARCHES = 400;
/** A plain query takes long: fewer of them say enough. */
const PLAIN_SEARCHES = 40;
const BOUND_MS = 50;

/** Words that stand in every other document, down to words that few have. */
const COMMON = '江岸 公示 通知 资金 工作 部门 街道 社区 公开 管理 情况 办法 项目 实施 规定'.split(
  ' ',
);
const TOPICS = (
  '城市低保 医疗救助 住房保障 义务教育 学前教育 养老服务 残疾补贴 优抚安置 就业创业 失业保险 食品安全 ' +
  '环境保护 污水治理 道路养护 园林绿化 老旧小区 危房改造 消防安全 公共交通 图书馆 文物保护 体育设施 ' +
  '疾病防控 计划生育 家庭医生 征地补偿 房屋征收 行政许可 行政处罚 预算执行 决算报告 三公经费 政府采购 ' +
  '机构编制 人事任免 招聘录用 信访办理 统计公报 应急预案 防汛排渍 价格监督 税费减免 小微企业 科技创新'
).split(' ');
const ACTIONS =
  '分配方案 审批结果 检查通报 年度报告 征求意见 实施细则 中标公告 名单公布 整改落实 绩效评价'.split(
    ' ',
  );
/** Characters of names: two of them make one of many thousands of rare words. */
const NAMES = [
  ...'安宝昌长成春大德东丰福富光国海和恒宏华吉建江金景康乐丽临龙隆茂明宁平启庆仁瑞三盛顺泰天同旺文西祥新兴秀永玉裕元跃泽振正志中忠',
];

interface Source {
  word(): string;
  name(): string;
  topic(): string;
}

const sourceOf = (random: Random): Source => {
  // The first ones come far more often than the last.
  const skewed = (items: readonly string[]): string =>
    items[Math.floor(items.length * random.next() ** 2)] ?? '';
  return {
    word: () => skewed(COMMON),
    name: () => random.pick(NAMES) + random.pick(NAMES),
    topic: () => skewed(TOPICS),
  };
};

/** A document is about one thing or two, and full of names and common words. */
const documentOf = (source: Source, random: Random, serial: number) => {
  const topics = [source.topic(), ...(random.chance(0.3) ? [source.topic()] : [])];
  const part = (): string => {
    const names = `${source.name()}路${source.name()}`;
    if (random.chance(0.1)) return `${names}${random.pick(topics)}${random.pick(ACTIONS)}，`;
    return random.chance(0.2) ? `${names}${source.word()}，` : `${names}${source.name()}。`;
  };
  return {
    n: serial,
    title: `关于${source.name()}社区${2010 + (serial % 10)}年${topics[0]}${random.pick(ACTIONS)}的${source.word()}`,
    body: Array.from({ length: 70 }, part).join(''),
  };
};

/** Published notices of about 600 characters, a third of a kind, over ten years and 99 organs. */
const fill = async (strapi: Core.Strapi, random: Random): Promise<void> => {
  const db = strapi.db.connection;
  const source = sourceOf(random);
  await db.raw(
    `insert into organizations
      (document_id, code, name, slug, kind, is_classified, state, created_at, updated_at, published_at)
    select 'benchorgan' || lpad(n::text, 14, '0'), lpad(n::text, 18, '0'), '第' || n || '局', 'bench-' || n,
      'organ', n = 1, 'active', now(), now(), now()
    from generate_series(1, ?::integer) n`,
    [ORGANS],
  );
  for (let from = 1; from <= DOCUMENTS; from += BATCH) {
    const rows = Array.from({ length: BATCH }, (_, index) =>
      documentOf(source, random, from + index),
    );
    await db.raw(
      `insert into notices (document_id, title, slug, kind, doc_number, issued_on, summary, body, validity,
          created_at, updated_at, published_at)
        select 'benchnotice' || lpad(r.n::text, 13, '0'), r.title, 'bench-notice-' || r.n,
          (array['news', 'announcement', 'document'])[1 + r.n % 3], '岸政〔2017〕' || r.n || '号',
          date '2010-01-01' + (r.n * 7919) % 3650, left(r.body, 60), r.body, 'in-force', now(), now(), now()
        from json_to_recordset(?::json) as r (n integer, title text, body text)`,
      [JSON.stringify(rows)],
    );
  }
  await db.raw(`insert into notices_issuer_lnk (notice_id, organization_id)
    select n.id, o.id from notices n
    join organizations o on o.slug = 'bench-' || (2 + substring(n.slug from '[0-9]+$')::integer % 99)
    where n.slug like 'bench-notice-%'`);
  await db.raw('vacuum analyze notices');
  await db.raw('vacuum analyze notices_issuer_lnk');
  await db.raw('analyze organizations');
};

const isIndexed = async (strapi: Core.Strapi): Promise<boolean> => {
  const { rows } = await strapi.db.connection.raw<{ rows: unknown[] }>(
    'select 1 from public_api_search_pending limit 1',
  );
  return rows.length === 0;
};

interface Asked {
  readonly kind: string;
  readonly q: string;
  readonly more: string;
}

/** What people type: mostly topics, often common words, sometimes rare names, phrases or pinyin. */
const searchesOf = async (strapi: Core.Strapi, random: Random): Promise<Asked[]> => {
  const { rows } = await strapi.db.connection.raw<{ rows: { title: string }[] }>(
    `select title from notices where slug like 'bench-notice-%' and id % 97 = 0 order by id limit 400`,
  );
  const source = sourceOf(random);
  const spelled = 'dibao yiliao zhufang jiaoyu yanglao zjfp ylfw csdb shigong baogao'.split(' ');
  const kinds: readonly [kind: string, make: (serial: number) => string][] = [
    ['topic', () => source.topic()],
    ['topic', () => `${source.name()} ${source.topic()}`],
    ['part of a word', () => random.pick(TOPICS).slice(0, 2)],
    ['common word', () => random.pick(COMMON)],
    ['two common words', () => `${random.pick(COMMON)} ${random.pick(TOPICS).slice(0, 2)}`],
    ['rare name', () => source.name()],
    ['phrase of a title', (serial) => rows[serial % rows.length]?.title.slice(2, 14) ?? '公示'],
    ['pinyin', () => random.pick(spelled)],
  ];
  return Array.from({ length: SEARCHES }, (_, serial): Asked => {
    const [kind, make] = kinds[serial % kinds.length] ?? kinds[0]!;
    const filters = ['', '', `&year=${2010 + (serial % 10)}`, '&type=notices', '&page=3'];
    // No search comes twice: an answer from memory would be measured.
    return { kind, q: make(serial), more: `${random.pick(filters)}&pageSize=${20 + (serial % 6)}` };
  });
};

const timesOf = (ms: readonly number[]) => ({
  p50Ms: round(quantile(ms, 0.5)),
  p95Ms: round(quantile(ms, 0.95)),
  p99Ms: round(quantile(ms, 0.99)),
});

const addressOf = (strapi: Core.Strapi): string => {
  const { port } = strapi.server.httpServer.address() as AddressInfo;
  return `http://127.0.0.1:${port}/api/search`;
};

const get = async (address: string): Promise<void> => {
  const response = await fetch(address);
  if (response.status !== 200) throw new Error(`${address}: ${response.status}`);
  await response.arrayBuffer();
};

/** What a CMS does that has no index of its own: the same question by ILIKE, newest first. */
const askPlainly = async (strapi: Core.Strapi, q: string): Promise<void> => {
  const terms = q.split(' ').map((term) => `%${term}%`);
  const where = terms.map(() => '(title ilike ? or summary ilike ? or body ilike ?)').join(' and ');
  const values = terms.flatMap((term) => [term, term, term]);
  await strapi.db.connection.raw(
    `select document_id, title, body, (select count(*) from notices where published_at is not null and ${where})
     from notices where published_at is not null and ${where} order by issued_on desc limit 25`,
    [...values, ...values],
  );
};

/** Times of searches, one after the other, and of every tenth by ILIKE. */
export const measureSearches = async (strapi: Core.Strapi) => {
  const searches = await searchesOf(strapi, createRandom('bench searches'));
  const asked = new Set<string>();
  const byKind = new Map<string, number[]>();
  const all: number[] = [];
  const plain: number[] = [];
  const step = Math.floor(searches.length / PLAIN_SEARCHES);
  for (const [index, { kind, q, more }] of searches.entries()) {
    const address = `${addressOf(strapi)}?q=${encodeURIComponent(q)}${more}`;
    if (asked.has(address)) continue;
    asked.add(address);
    const ms = await time(() => get(address));
    all.push(ms);
    byKind.set(kind, [...(byKind.get(kind) ?? []), ms]);
    if (index % step === 0) plain.push(await time(() => askPlainly(strapi, q)));
  }
  const found = timesOf(all);
  const ilike = timesOf(plain);
  return {
    searches: all.length,
    ...found,
    byKind: Object.fromEntries([...byKind].map(([kind, ms]) => [kind, timesOf(ms)])),
    ilike,
    ratioP95: round(ilike.p95Ms / found.p95Ms),
    boundMs: BOUND_MS,
    isWithinBound: found.p95Ms < BOUND_MS,
  };
};

/** Search over HTTP on 100,000 documents, no answer from memory, against ILIKE in the same run. */
export const benchSearch = async (strapi: Core.Strapi) => {
  await fill(strapi, createRandom('bench documents'));
  const indexMs = await time(async () => {
    await get(`${addressOf(strapi)}?q=x`);
    while (!(await isIndexed(strapi))) await sleep(200);
  });
  await strapi.db.connection.raw('vacuum analyze public_api_search');
  await strapi.db.connection.raw('vacuum analyze public_api_search_texts');
  const measured = await measureSearches(strapi);
  return { documents: DOCUMENTS, indexSeconds: round(indexMs / 1000), ...measured };
};
