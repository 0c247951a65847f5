import { checkFilesGate } from './files-gate';

describe('checkFilesGate', () => {
  it('should let nobody start without the gate', () => {
    expect(() => checkFilesGate(['strapi::errors', 'plugin::public-api.files'])).not.toThrow();
    expect(() => checkFilesGate([null, { name: 'plugin::public-api.files' }])).not.toThrow();
    expect(() => checkFilesGate(['strapi::errors', { name: 'strapi::body' }])).toThrow(
      'plugin::public-api.files',
    );
  });
});
