/** One post's work for bare pg-boss. */
export interface BareJob {
  readonly kind: 'weibo' | 'wechat';
  readonly number: number;
}

/** As long as what the plugin makes of the notices of the benchmark. */
const PARAGRAPH =
  '<p style="margin:0 0 1em;line-height:1.75;font-size:16px;color:#333333;">按标准发放到户。</p>';

export const DRAFT_ARTICLE = {
  article_type: 'news',
  title: '关于专项资金的公告',
  author: '',
  digest: '本月共发放低保金，详见全文。',
  content: PARAGRAPH.repeat(4),
  need_open_comment: 0,
  only_fans_can_comment: 0,
} as const;

const ONE_PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Uploads a picture. @returns its media_id. */
export const addCover = async (wechat: string, token: string): Promise<string> => {
  const form = new FormData();
  form.append('media', new Blob([ONE_PIXEL], { type: 'image/png' }), 'cover.png');
  const response = await fetch(
    `${wechat}/cgi-bin/material/add_material?access_token=${token}&type=image`,
    { method: 'POST', body: form },
  );
  return ((await response.json()) as { media_id: string }).media_id;
};
