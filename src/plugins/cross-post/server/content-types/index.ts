import attempt from './attempt/schema.json';
import authorization from './authorization/schema.json';
import callCount from './call-count/schema.json';
import callback from './callback/schema.json';
import channel from './channel/schema.json';
import delivery from './delivery/schema.json';
import hostedImage from './hosted-image/schema.json';
import post from './post/schema.json';
import source from './source/schema.json';
import withdrawal from './withdrawal/schema.json';

export const contentTypes = {
  channel: { schema: channel },
  post: { schema: post },
  delivery: { schema: delivery },
  attempt: { schema: attempt },
  callback: { schema: callback },
  withdrawal: { schema: withdrawal },
  authorization: { schema: authorization },
  'hosted-image': { schema: hostedImage },
  'call-count': { schema: callCount },
  source: { schema: source },
};
