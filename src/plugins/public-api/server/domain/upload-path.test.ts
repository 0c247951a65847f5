import { uploadAt } from './upload-path';

describe('uploadAt', () => {
  it.each([
    ['/uploads/a_1.png', '/uploads/a_1.png'],
    ['/uploads/%61_1.png', '/uploads/a_1.png'],
    ['/uploads/%E9%99%84%E4%BB%B6_1.pdf', '/uploads/附件_1.pdf'],
  ])('should take %s for a file', (requested, url) => {
    expect(uploadAt(requested)).toEqual({ kind: 'file', url });
  });

  it.each([
    '/uploads',
    '/uploads/',
    '/uploads/.a.png',
    '/uploads/a/b.png',
    '/uploads/a%2fb.png',
    '/uploads/a%5Cb.png',
    '/uploads/a.png%00',
    '/uploads//a.png',
    '/uploads/./a.png',
    '/uploads/x/../a.png',
    '//uploads/a.png',
    '///uploads/a.png',
    '/./uploads/a.png',
    '/%2e/uploads/a.png',
    '/x/../uploads/a.png',
    '/x/%2e%2e/uploads/a.png',
    '/x%2f..%2fuploads/a.png',
    '/x%5C..%5Cuploads%5Ca.png',
    '/%75ploads/a.png',
    '/uploads%2fa.png',
    '/%2fuploads/a.png',
    '/Uploads/a.png',
    '/UPLOADS/a.png',
    '/upload\u017F/a.png',
  ])('should let nobody in by %s', (requested) => {
    expect(uploadAt(requested)).toEqual({ kind: 'other' });
  });

  it.each([
    '/',
    '/api/notices',
    '/uploads-old/a.png',
    '/upload/files',
    '/uploads/../a.png',
    '/%zz',
  ])('should leave %s alone', (requested) => {
    expect(uploadAt(requested)).toEqual({ kind: 'elsewhere' });
  });
});
