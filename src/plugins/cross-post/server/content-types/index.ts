import attempt from './attempt/schema.json';
import channel from './channel/schema.json';
import delivery from './delivery/schema.json';
import post from './post/schema.json';
import source from './source/schema.json';

export const contentTypes = {
  channel: { schema: channel },
  post: { schema: post },
  delivery: { schema: delivery },
  attempt: { schema: attempt },
  source: { schema: source },
};
