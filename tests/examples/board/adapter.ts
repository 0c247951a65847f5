import type { CallBudget } from '../../../src/plugins/cross-post/server/channels/budget';
import { TransportError } from '../../../src/plugins/cross-post/server/channels/http';
import type { ChannelAdapter } from '../../../src/plugins/cross-post/server/channels/types';
import type { Outcome } from '../../../src/plugins/cross-post/server/domain/outcome';
import {
  boardContent,
  boardPost,
  boardPosts,
  boardVariant,
  callBoard,
  classifyBoard,
  isMissing,
} from './platform';

interface Dependencies {
  readonly apiUrl: string;
  readonly budget: CallBudget;
}

export const createBoardAdapter = ({ apiUrl, budget }: Dependencies): ChannelAdapter<'board'> => {
  // `callPlatform` at the configured address; an error of the platform's own is thrown.
  const call = callBoard(apiUrl);
  const published = (id: string): Outcome => ({
    kind: 'published',
    remote: { id },
    remoteId: id,
    url: `${apiUrl}/posts/${id}`,
  });
  return {
    kind: 'board',
    // Pure: what is sent later, exactly; its hash is the receipt's.
    compose: ({ title, canonicalUrl }) => ({
      content: { text: `${title} ${canonicalUrl}`, canonicalUrl },
      firstStep: 'post',
    }),
    firstStep: () => 'post',
    // What people may edit, and what is told them before approval.
    variant: boardVariant,
    limits: { '/posts': { period: 'day', limit: 50, label: '发公告' } },
    steps: {
      post: {
        isIrreversible: true, // its intent is committed before it runs
        async run(context) {
          const { text } = boardContent.parse(context.delivery.content);
          await budget.spend(context.channel.documentId, [{ endpoint: '/posts' }]);
          const answer = await call(context, {
            method: 'POST',
            path: '/posts',
            json: { text },
            isIrreversible: true,
            sendBefore: context.sendBefore,
          });
          const post = boardPost.safeParse(answer);
          // It is out, but its id can't be read: look it up.
          if (!post.success) throw new TransportError('no-id', true);
          return published(post.data.id);
        },
        // Reconciliation: never sends; `absent` counts only after the settling time.
        async read(context) {
          const { text } = boardContent.parse(context.delivery.content);
          const answer = await call(context, { method: 'GET', path: '/posts' });
          for (const post of boardPosts.parse(answer).posts) {
            if (post.text !== text || (await context.isTaken(post.id))) continue;
            return { kind: 'found', outcome: published(post.id) };
          }
          return { kind: 'absent' };
        },
      },
    },
    // A table of the platform's codes: retry, channel-blocked, failed, uncertain, each with Chinese words.
    classify: classifyBoard,
    // `by-hand` where the platform has no call for it.
    async withdraw(context) {
      const path = `/posts/${context.delivery.remoteId}/remove`;
      await call(context, { method: 'POST', path }).catch((error: unknown) => {
        if (!isMissing(error)) throw error;
      });
      return { kind: 'done' };
    },
    lookUp: (context) =>
      call(context, { method: 'GET', path: `/posts/${context.delivery.remoteId}` }).then(
        () => 'there',
        (error: unknown) => {
          if (isMissing(error)) return 'gone';
          throw error;
        },
      ),
    async test() {
      await call({}, { method: 'GET', path: '/account' });
      return [{ name: '授权', state: 'ok', message: '公告栏可以使用。' }];
    },
  };
};
