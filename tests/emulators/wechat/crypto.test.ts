import { decrypt, encrypt, sign } from './crypto';

const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const APP_ID = 'wx2c2769f8efd9abc2';
const XML = '<xml><Event><![CDATA[PUBLISHJOBFINISH]]></Event></xml>';
const ENCRYPTED =
  'Q3stYC6hdFzMh9T8HCvyDH8rV9sxtGipw/VmHAPJHrzg/hCz0Kt7vDt+1Jwg/ZcaGWb42QdpjCNltexM0vfpLRjalNiy' +
  'ZhsynH5zjOBBPhZ6VUGq45rKQsH3QxlEwKnh';

describe('callback cryptography', () => {
  it('fits the known vector', () => {
    expect(encrypt(KEY, APP_ID, XML, Buffer.from('0123456789abcdef'))).toBe(ENCRYPTED);
    expect(decrypt(KEY, APP_ID, ENCRYPTED)).toBe(XML);
    expect(sign('spamtest', '1409735669', 'nonce1', ENCRYPTED)).toBe(
      'a94f4eea5addfaebcc554b1dd9b1e6712dd19ccb',
    );
    expect(sign('spamtest', '1409735669', 'nonce1')).toBe(
      '4e707b73dae681dc16d4961d2cb5df57dca225ba',
    );
  });

  it('pads to 32-byte blocks at every length', () => {
    for (let length = 0; length < 70; length += 1) {
      const xml = 'x'.repeat(length);
      const encrypted = encrypt(KEY, APP_ID, xml);
      expect(Buffer.from(encrypted, 'base64').length % 32).toBe(0);
      expect(decrypt(KEY, APP_ID, encrypted)).toBe(xml);
    }
  });

  it('refuses a foreign appId and a key of the wrong length', () => {
    expect(() => decrypt(KEY, 'wx0', ENCRYPTED)).toThrow('appId');
    expect(() => encrypt('short', APP_ID, XML)).toThrow('43 characters');
  });
});
