import { addressFault } from './webhook-address';

describe('addresses of subscribers', () => {
  it.each([
    'https://example.gov.cn/hook?a=1',
    'https://8.8.8.8:8443/',
    'https://[2400:3200::1]/hook',
  ])('should take %s', (url) => expect(addressFault(url, false)).toBeNull());

  it.each([
    'example.gov.cn',
    'http://example.gov.cn/',
    'ftp://example.gov.cn/',
    'https://user:pass@example.gov.cn/',
    'https://example.gov.cn/#x',
    'https://localhost/',
    'https://db.localhost/',
    'https://intranet/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://10.0.0.8/',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[fd00::1]/',
  ])('should refuse %s', (url) => expect(addressFault(url, false)).toMatch(/地址/));

  it('should take this machine where that is allowed, and nothing else inside', () => {
    expect(addressFault('http://127.0.0.1:9999/hook', true)).toBeNull();
    expect(addressFault('http://localhost:9999/hook', true)).toBeNull();
    expect(addressFault('http://10.0.0.1/', true)).not.toBeNull();
    expect(addressFault('http://example.gov.cn/', true)).not.toBeNull();
  });
});
