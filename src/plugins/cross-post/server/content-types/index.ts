import attempt from './attempt/schema.json';
import callCount from './call-count/schema.json';
import callback from './callback/schema.json';
import channel from './channel/schema.json';
import delivery from './delivery/schema.json';
import post from './post/schema.json';
import source from './source/schema.json';

export const contentTypes = {
  channel: { schema: channel },
  post: { schema: post },
  delivery: { schema: delivery },
  attempt: { schema: attempt },
  callback: { schema: callback },
  'call-count': { schema: callCount },
  source: { schema: source },
};
