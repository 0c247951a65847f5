import {
  answerEcho,
  callbackSignature,
  CallbackRefused,
  decryptMessage,
  openCallback,
  type CallbackSecrets,
} from './callback';

/** channels.md A8. */
const VECTOR = {
  token: 'spamtest',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  appId: 'wx2c2769f8efd9abc2',
  timestamp: '1409735669',
  nonce: 'nonce1',
  xml: '<xml><Event><![CDATA[PUBLISHJOBFINISH]]></Event></xml>',
  encrypt:
    'Q3stYC6hdFzMh9T8HCvyDH8rV9sxtGipw/VmHAPJHrzg/hCz0Kt7vDt+1Jwg/ZcaGWb42QdpjCNltexM0vfpLRjalNiyZhsynH5zjOBBPhZ6VUGq45rKQsH3QxlEwKnh',
  signature: '4e707b73dae681dc16d4961d2cb5df57dca225ba',
  messageSignature: 'a94f4eea5addfaebcc554b1dd9b1e6712dd19ccb',
};
const NOW = new Date(Number(VECTOR.timestamp) * 1000);
const PLAIN: CallbackSecrets = { appId: VECTOR.appId, callbackToken: VECTOR.token };
const AES: CallbackSecrets = { ...PLAIN, encodingAesKey: VECTOR.aesKey };

const query = (members: Record<string, unknown> = {}): Record<string, unknown> => ({
  signature: VECTOR.signature,
  timestamp: VECTOR.timestamp,
  nonce: VECTOR.nonce,
  ...members,
});

const message = (inner: string): string =>
  `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><CreateTime>1409735669</CreateTime>` +
  `<MsgType><![CDATA[event]]></MsgType>${inner}</xml>`;
const published = (items: number, event = 'PUBLISHJOBFINISH'): string =>
  message(
    `<Event><![CDATA[${event}]]></Event><PublishEventInfo><publish_id>2247503051</publish_id>` +
      `<publish_status>0</publish_status><article_id><![CDATA[\n b5O2OUs25HBxRceL7hfReg \n]]></article_id>` +
      `<article_detail><count>${items}</count>${Array.from(
        { length: items },
        (_, index) =>
          `<item><idx>${index + 1}</idx><article_url><![CDATA[https://mp.weixin.qq.com/s/a?b=1&c=${index}]]></article_url></item>`,
      ).join('')}</article_detail></PublishEventInfo>`,
  );

const refusal = (work: () => unknown): number => {
  try {
    work();
  } catch (error) {
    if (error instanceof CallbackRefused) return error.status;
    throw error;
  }
  throw new Error('not refused');
};

describe('signatures and encryption', () => {
  it('should agree with the test vector', () => {
    const { token, timestamp, nonce, encrypt } = VECTOR;
    expect(callbackSignature(token, timestamp, nonce)).toBe(VECTOR.signature);
    expect(callbackSignature(token, timestamp, nonce, encrypt)).toBe(VECTOR.messageSignature);
    expect(decryptMessage(encrypt, VECTOR.aesKey, VECTOR.appId)).toBe(VECTOR.xml);
  });

  it('should refuse another account, a changed text and a wrong length', () => {
    expect(refusal(() => decryptMessage(VECTOR.encrypt, VECTOR.aesKey, 'wxother'))).toBe(403);
    const changed = `A${VECTOR.encrypt.slice(1)}`;
    expect(refusal(() => decryptMessage(changed.slice(0, -24), VECTOR.aesKey, VECTOR.appId))).toBe(
      403,
    );
    expect(refusal(() => decryptMessage('', VECTOR.aesKey, VECTOR.appId))).toBe(403);
  });
});

describe('answerEcho', () => {
  it('should give back echostr for the right signature only, within ten minutes', () => {
    expect(answerEcho(query({ echostr: '987 654' }), PLAIN, NOW)).toBe('987 654');
    const late = new Date(NOW.getTime() + 601_000);
    expect(refusal(() => answerEcho(query({ echostr: 'x' }), PLAIN, late))).toBe(403);
    const early = new Date(NOW.getTime() - 601_000);
    expect(refusal(() => answerEcho(query({ echostr: 'x' }), PLAIN, early))).toBe(403);
    const wrong = query({ echostr: 'x', signature: VECTOR.signature.replace('4', '5') });
    expect(refusal(() => answerEcho(wrong, PLAIN, NOW))).toBe(403);
    expect(refusal(() => answerEcho(query({ echostr: ['x', 'y'] }), PLAIN, NOW))).toBe(400);
    expect(refusal(() => answerEcho({}, PLAIN, NOW))).toBe(400);
  });
});

describe('openCallback', () => {
  it.each([1, 2])('should read the end of a publication with %s articles', (items) => {
    expect(openCallback(query(), published(items), PLAIN, NOW)?.notice).toEqual({
      kind: 'publish',
      reference: '2247503051',
      status: '0',
      articleId: 'b5O2OUs25HBxRceL7hfReg',
      url: 'https://mp.weixin.qq.com/s/a?b=1&c=0',
      isSealed: false,
    });
  });

  it('should take both names of the event and a failure without article', () => {
    expect(
      openCallback(query(), published(1, 'FREEPUBLISHJOBFINISH'), PLAIN, NOW)?.notice.kind,
    ).toBe('publish');
    const failed = message(
      '<Event>PUBLISHJOBFINISH</Event><PublishEventInfo><publish_id>7</publish_id><publish_status>4</publish_status><fail_idx>1</fail_idx></PublishEventInfo>',
    );
    expect(openCallback(query(), failed, PLAIN, NOW)?.notice).toMatchObject({
      status: '4',
      articleId: null,
      url: null,
    });
  });

  it.each([
    '<ArticleUrlResult><Count>0</Count><ResultList></ResultList></ArticleUrlResult>',
    '',
    '<ArticleUrlResult><Count>1</Count><ResultList><item><ArticleIdx>1</ArticleIdx><ArticleUrl><![CDATA[http://a/s]]></ArticleUrl></item></ResultList></ArticleUrlResult>',
  ])('should read the end of a mass message: %s', (urls) => {
    const body = message(
      `<Event>MASSSENDJOBFINISH</Event><MsgID>1000001625</MsgID><Status>err(10001)</Status>${urls}`,
    );
    expect(openCallback(query(), body, PLAIN, NOW)?.notice).toMatchObject({
      kind: 'mass',
      reference: '1000001625',
      status: 'err(10001)',
      url: urls.includes('http') ? 'http://a/s' : null,
    });
  });

  it("should pass over followers' messages", () => {
    const body = message('<Content><![CDATA[你好]]></Content>');
    expect(openCallback(query(), body, PLAIN, NOW)).toBeNull();
  });

  it('should take encrypted bodies only where a key is set', () => {
    expect(refusal(() => openCallback(query(), published(1), AES, NOW))).toBe(403);
    const encrypted = `<xml><ToUserName>x</ToUserName><Encrypt><![CDATA[${VECTOR.encrypt}]]></Encrypt></xml>`;
    const signed = query({ encrypt_type: 'aes', msg_signature: VECTOR.messageSignature });
    // The vector's message has no CreateTime: it is opened, and then found wanting.
    expect(refusal(() => openCallback(signed, encrypted, AES, NOW))).toBe(400);
    expect(refusal(() => openCallback(query(), encrypted, AES, NOW))).toBe(403);
    const changed = encrypted.replace('Q3st', 'Q3su');
    expect(refusal(() => openCallback(signed, changed, AES, NOW))).toBe(403);
  });

  it.each([
    ['<!DOCTYPE xml [<!ENTITY a "b">]><xml></xml>', 400],
    ['<xml><!entity a "b"></xml>', 400],
    ['not xml', 400],
    ['<xml><Event>PUBLISHJOBFINISH</Event></xml>', 400],
    [message('<Event>PUBLISHJOBFINISH</Event>'), 400],
    [`<xml>${'x'.repeat(65_536)}</xml>`, 413],
  ])('should refuse %.60s', (body, status) => {
    expect(refusal(() => openCallback(query(), body, PLAIN, NOW))).toBe(status);
  });
});
