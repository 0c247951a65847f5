import type { HostedImages } from '../channels/wechat/images';

/** Far more than the covers and pictures that are used again and again. */
const MAX_KNOWN = 500;

/**
 * Remembers where pictures are. What another process has forgotten meanwhile is refused by the
 * platform, which makes this one forget it too.
 */
export const rememberHostedImages = (stored: HostedImages): HostedImages => {
  const known = new Map<string, string>();
  const keyOf = (...parts: readonly string[]): string => parts.join(' ');
  const remember = (key: string, remote: string): void => {
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(key, remote);
  };

  return {
    async find(channelDocumentId, purpose, hash) {
      const key = keyOf(channelDocumentId, purpose, hash);
      const remote = known.get(key) ?? (await stored.find(channelDocumentId, purpose, hash));
      if (remote !== null) remember(key, remote);
      return remote;
    },

    async keep(channelDocumentId, purpose, hash, remote) {
      await stored.keep(channelDocumentId, purpose, hash, remote);
      remember(keyOf(channelDocumentId, purpose, hash), remote);
    },

    async forget(channelDocumentId, remote) {
      for (const [key, value] of known) if (value === remote) known.delete(key);
      await stored.forget(channelDocumentId, remote);
    },
  };
};
