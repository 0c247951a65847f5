import { z } from 'zod';

/** What the application's configuration may set. */
const schema = z.looseObject({
  /** Who publishes the open data. */
  publisher: z.string().min(1),
  /** Terms of its use. */
  licence: z.object({ name: z.string().min(1), url: z.url() }),
});

export const config = {
  default: {
    publisher: '区政府信息公开工作办公室',
    licence: {
      name: 'CC BY 4.0',
      url: 'https://creativecommons.org/licenses/by/4.0/deed.zh-hans',
    },
  },
  /** @throws Error naming what is wrong: the application must not start with it. */
  validator: (config: unknown): void => void schema.parse(config),
};
