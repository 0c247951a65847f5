import type { MassJob, PublishedArticle, PublishJob } from './state';

const cdata = (text: string): string => `<![CDATA[${text}]]>`;

/** The whole message around an event. */
export function eventXml(message: {
  toUser: string;
  fromUser: string;
  createTime: number;
  event: string;
  inner: string;
}): string {
  return (
    `<xml><ToUserName>${cdata(message.toUser)}</ToUserName>\n` +
    `<FromUserName>${cdata(message.fromUser)}</FromUserName>\n` +
    `<CreateTime>${message.createTime}</CreateTime>\n` +
    `<MsgType>${cdata('event')}</MsgType>\n<Event>${cdata(message.event)}</Event>\n` +
    `${message.inner}\n</xml>`
  );
}

/** What PUBLISHJOBFINISH says of a job. */
export function publishEvent(
  job: PublishJob,
  article: PublishedArticle | null,
  format: { padArticleId: boolean; urlOf: (pageId: string) => string },
): string {
  const lines = [
    `<publish_id>${job.publishId}</publish_id>`,
    `<publish_status>${job.status}</publish_status>`,
  ];
  if (article !== null) {
    const id = format.padArticleId ? `\n${article.articleId}\n ` : article.articleId;
    const items = article.items.map(
      (item, index) =>
        `<item><idx>${index + 1}</idx>` +
        `<article_url>${cdata(format.urlOf(item.pageId))}</article_url></item>`,
    );
    lines.push(
      `<article_id>${cdata(id)}</article_id>`,
      `<article_detail><count>${items.length}</count>${items.join('\n')}</article_detail>`,
    );
  } else if (job.status === 2 || job.status === 4) {
    lines.push(...job.articles.map((_, index) => `<fail_idx>${index + 1}</fail_idx>`));
  }
  return `<PublishEventInfo>${lines.join('\n')}</PublishEventInfo>`;
}

/** What MASSSENDJOBFINISH says of a job. */
export function massEvent(
  job: MassJob,
  article: PublishedArticle | null,
  urlOf: (pageId: string) => string,
): string {
  const sent = article === null ? 0 : 1;
  const urls = (article?.items ?? []).map(
    (item, index) =>
      `<item><ArticleIdx>${index + 1}</ArticleIdx>` +
      `<ArticleUrl>${cdata(urlOf(item.pageId))}</ArticleUrl></item>`,
  );
  return [
    `<MsgID>${job.msgId}</MsgID>`,
    `<Status>${cdata(job.outcome)}</Status>`,
    '<TotalCount>1</TotalCount><FilterCount>1</FilterCount>',
    `<SentCount>${sent}</SentCount><ErrorCount>${1 - sent}</ErrorCount>`,
    '<CopyrightCheckResult><Count>0</Count><ResultList></ResultList>',
    '<CheckState>1</CheckState></CopyrightCheckResult>',
    `<ArticleUrlResult><Count>${urls.length}</Count>`,
    `<ResultList>${urls.join('')}</ResultList></ArticleUrlResult>`,
  ].join('\n');
}
