import { randomBytes } from 'node:crypto';

import { seal, unseal } from './attachment';

describe('sealed files', () => {
  const secret = randomBytes(32).toString('hex');
  const content = randomBytes(5_000);

  it('should come back as they were', () => {
    expect(unseal(secret, seal(secret, content))).toEqual(content);
  });

  it('should be different each time', () => {
    expect(seal(secret, content)).not.toEqual(seal(secret, content));
  });

  it('should not open with another secret, or altered', () => {
    const sealed = seal(secret, content);
    expect(() => unseal(randomBytes(32).toString('hex'), sealed)).toThrow();
    const last = sealed.length - 1;
    sealed.writeUInt8(sealed.readUInt8(last) ^ 1, last);
    expect(() => unseal(secret, sealed)).toThrow();
  });
});
