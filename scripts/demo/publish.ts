import type { Core } from '@strapi/strapi';

import type { CrossPostService, Receipt } from '../../src/shared/contracts/cross-post';

const NOTICE = 'api::notice.notice';
/** Part of the name of the organ that the notice comes from. */
const ISSUER = '人民政府办公室';
const WAIT_MS = 60_000;
const LOOK_EVERY_MS = 50;
/** States in which a delivery will not change by itself any more. */
const SETTLED = ['published', 'staged', 'failed', 'uncertain', 'cancelled'];

const body = (
  now: string,
): string => `为进一步提高政府工作透明度,方便群众查询监督,现将有关事项公告如下:

一、公开内容。全区专项资金的总额、来源、分级拨付情况,部门预算和“三公”经费,机构编制和在册人员信息,均已在区政务公开网公布。

二、查询方式。可登录区政务公开网,或到就近的免费查询点查询,查询点工作人员提供现场指导。

三、意见反馈。对公开内容有疑问的,可通过网上咨询投诉栏目提出,区公开办将在规定时限内答复。

特此公告。

江岸区政务公开办公室

${now}`;

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Publishes a notice through the Document Service and waits for its receipts; true if both channels have it. */
export const publishNotice = async (
  strapi: Core.Strapi,
  say: (line: string) => void,
): Promise<boolean> => {
  const now = new Intl.DateTimeFormat('zh-CN', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'long',
    timeStyle: 'medium',
  }).format(new Date());
  const issuedOn = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(
    new Date(),
  );

  const [issuer] = await strapi.documents('api::organization.organization').findMany({
    filters: { name: { $contains: ISSUER }, isClassified: false },
    limit: 1,
  });
  const notice = await strapi.documents(NOTICE).create({
    data: {
      title: `关于政务公开信息查询方式的公告(${now})`,
      kind: 'announcement',
      issuedOn,
      formedOn: issuedOn,
      summary: '全区专项资金、部门预算、机构编制等信息均可在区政务公开网和免费查询点查询。',
      body: body(now),
      legalBasis: 'art20-15',
      ...(issuer ? { issuer: { documentId: issuer.documentId } as never } : {}),
    },
  });
  const started = Date.now();
  await strapi.documents(NOTICE).publish({ documentId: notice.documentId });

  const posts = strapi.plugin('cross-post').service<CrossPostService>('posts');
  const settledAfter = new Map<string, number>();
  let receipts: Receipt[] = [];
  while (Date.now() - started < WAIT_MS) {
    receipts = await posts.receipts(notice.documentId);
    for (const receipt of receipts) {
      if (SETTLED.includes(receipt.state) && !settledAfter.has(receipt.channel)) {
        settledAfter.set(receipt.channel, Date.now() - started);
      }
    }
    if (receipts.length > 0 && settledAfter.size === receipts.length) break;
    await wait(LOOK_EVERY_MS);
  }

  say('');
  say(`已发布公告 / published: ${notice.title ?? ''}`);
  for (const receipt of receipts) {
    const isPublished =
      receipt.state === 'published' && receipt.remoteId !== null && receipt.url !== null;
    const took = settledAfter.get(receipt.channel);
    const result = isPublished
      ? `${receipt.remoteId}  ${receipt.url}`
      : `${receipt.state} ${receipt.error ?? ''}`;
    say(
      `${isPublished ? '✓' : '✗'} ${receipt.channel.padEnd(7)} ${result}  ${took === undefined ? '—' : `${(took / 1000).toFixed(2)} s`}`,
    );
  }
  const channels = new Set(
    receipts.filter(({ state }) => state === 'published').map(({ channel }) => channel),
  );
  const isRight = channels.has('weibo') && channels.has('wechat');
  if (!isRight) say('✗ 公告没有到达全部渠道 / the notice did not reach both channels');
  return isRight;
};
