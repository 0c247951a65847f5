import { createChannelsRepository } from '../../../src/plugins/cross-post/server/repositories/channels';
import { createSecretsService } from '../../../src/plugins/cross-post/server/services/secrets';
import { createTokensService } from '../../../src/plugins/cross-post/server/services/tokens';
import { createContext } from '../../kill/context';

/** A process that asks for an account's access token when it is told to. */
const strapi = createContext();
const channels = createChannelsRepository({ strapi });
const secrets = createSecretsService({ strapi }, channels);
const apiUrl = process.env['WECHAT_API_URL'] as string;
const tokens = createTokensService({ strapi, apiUrl, channels, secrets });
const [, , channelDocumentId = ''] = process.argv;

process.on('message', ({ rejected }: { rejected?: string }) => {
  const token =
    rejected === undefined
      ? tokens.get(channelDocumentId)
      : tokens.renew(channelDocumentId, rejected);
  void token.then((value) => process.send?.(value));
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
