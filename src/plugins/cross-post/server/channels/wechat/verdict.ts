import type { Outcome } from '../../domain/outcome';

/** What the platform says of an article that it was told to publish (channels.md A5). */
export interface PublishVerdict {
  readonly status: number;
  readonly articleId: string;
  readonly url: string | null;
}

const REFUSALS: Readonly<Record<number, string>> = {
  2: '原创审核未通过，请修改后重试。',
  3: '微信发布失败，请到公众平台查看原因后重试。',
  4: '微信平台审核未通过，请修改内容后重试。',
};

/** It was out, or may be: nothing that could lead to a second article. */
const UNCLEAR: Readonly<Record<number, string>> = {
  5: '文章发布后已被删除，系统不会重发。',
  6: '文章发布后被平台封禁，请到公众平台查看原因，系统不会重发。',
};

/** Still under way; or out, but without the id by which alone it could be proved or taken back. */
export const isUndecided = ({ status, articleId }: PublishVerdict): boolean =>
  status === 1 || (status === 0 && articleId === '');

/** The outcome of a publication; null while nothing can be concluded: it is asked about again. */
export const publishOutcome = (verdict: PublishVerdict): Outcome | null => {
  if (isUndecided(verdict)) return null;
  const { status, articleId, url } = verdict;
  if (status === 0) {
    return { kind: 'published', remote: { articleId }, remoteId: articleId, url };
  }
  const code = `publish-status-${status}`;
  const refusal = REFUSALS[status];
  if (refusal) return { kind: 'failed', reason: 'moderation', code, message: refusal };
  return {
    kind: 'unresolved',
    code,
    message: UNCLEAR[status] ?? '微信返回了未知的发布状态，请到公众平台核对，勿直接重发。',
  };
};

const MASS_REFUSALS: Readonly<Record<string, string>> = {
  '10001': '涉嫌广告',
  '20001': '涉嫌政治内容',
  '20002': '涉嫌色情',
  '20004': '涉嫌社会问题',
  '20006': '涉嫌违法犯罪',
  '20008': '涉嫌欺诈',
  '20013': '涉嫌版权问题',
  '21000': '涉嫌其他违规',
  '22000': '涉嫌互推',
  '30001': '原创校验出错',
  '30002': '原创校验被判定不能群发',
  '30003': '原创校验被判定为转载',
  '40001': '管理员拒绝了群发',
  '40002': '管理员 30 分钟内未确认，群发已取消',
};

/** The outcome of a mass message by its callback's `Status`; null for one that says nothing. */
export const massOutcome = (status: string, msgId: string, url: string | null): Outcome | null => {
  if (status === 'send success') {
    return { kind: 'published', remote: {}, remoteId: msgId, url };
  }
  if (status === 'send fail') {
    const message = '群发未成功，请到公众平台“群发记录”查看原因。';
    return { kind: 'failed', reason: 'moderation', code: 'mass-SEND_FAIL', message };
  }
  const number = /^err\((\d+)\)$/.exec(status)?.[1];
  if (!number) return null;
  const reason = MASS_REFUSALS[number] ?? '平台审核未通过';
  return {
    kind: 'failed',
    reason: 'moderation',
    code: `mass-err-${number}`,
    message: `群发未成功：${reason}（${status}）。请到公众平台“群发记录”查看，修改后重试；原样再发须隔一天。`,
  };
};

/** The outcome of a mass message by `mass/get`'s `msg_status`; null for one that says nothing. */
export const massAnswer = (status: string | null, msgId: string): Outcome | null => {
  if (status === 'SEND_SUCCESS') return massOutcome('send success', msgId, null);
  return status === 'SEND_FAIL' ? massOutcome('send fail', msgId, null) : null;
};
