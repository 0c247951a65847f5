import { hasTopic, isPublicIp, isSafe, urlsIn, weightedLength } from './text';

describe('weighted length', () => {
  it.each([
    ['', 0],
    ['a', 1],
    ['ab', 1],
    ['abc', 2],
    ['公告', 2],
    ['公告a', 3],
    ['𠮷', 1],
    ['https://www.example.gov.cn/notices/1', 10],
    [`https://a.cn/${'x'.repeat(127)}`, 10],
    [`https://a.cn/${'x'.repeat(128)}`, 11],
    [`https://a.cn/${'x'.repeat(147)}`, 20],
    ['http://t.cn/A6abcdef', 10],
    ['http://t.cn/A6', 7],
    ['https://weibo.com/1/Abc', 12],
    [`https://weibo.com/${'x'.repeat(40)}`, 10],
    [`${'公'.repeat(130)}https://a.cn/1`, 140],
    [`${'公'.repeat(130)} https://a.cn/1`, 141],
  ])('of %j is %i', (text, length) => {
    expect(weightedLength(text)).toBe(length);
  });
});

describe('links', () => {
  it('end before Chinese characters', () => {
    expect(urlsIn('见https://a.cn/1，及http://b.cn。')).toEqual(['https://a.cn/1', 'http://b.cn']);
  });

  it.each([
    ['https://a.gov.cn/1', ['a.gov.cn'], true],
    ['https://www.a.gov.cn/1', ['a.gov.cn'], true],
    ['https://bada.gov.cn/1', ['a.gov.cn'], false],
    ['https://a.gov.cn.evil.com/', ['a.gov.cn'], false],
    ['https://evil.com/a.gov.cn', ['a.gov.cn'], false],
    ['http://localhost:1337/1', ['localhost'], true],
    ['http://localhost:1337/1', ['localhost:80'], false],
  ])('%s under %j: %s', (url, domains, safe) => {
    expect(isSafe(url, domains)).toBe(safe);
  });
});

it.each([
  ['#政务公开# 公告', true],
  ['第 # 号', false],
  ['＃政务公开＃', false],
  ['https://a.cn/#a 与 https://b.cn/#b', false],
])('%j has a topic: %s', (text, topic) => {
  expect(hasTopic(text)).toBe(topic);
});

it.each([
  ['203.0.113.9', true],
  ['127.0.0.1', false],
  ['10.1.2.3', false],
  ['172.20.0.1', false],
  ['192.168.1.1', false],
  ['300.1.1.1', false],
  ['host', false],
  ['2001:db8::1', true],
  ['::1', false],
  ['', false],
])('%j is a public address: %s', (ip, isPublic) => {
  expect(isPublicIp(ip)).toBe(isPublic);
});
