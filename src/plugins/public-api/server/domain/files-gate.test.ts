import { checkFilesGate } from './files-gate';

describe('checkFilesGate', () => {
  it('should let nobody start without the gate', () => {
    expect(() => checkFilesGate(['strapi::errors', 'plugin::public-api.files'])).not.toThrow();
    expect(() => checkFilesGate(['strapi::errors'])).toThrow('plugin::public-api.files');
  });
});
