import type { JsonObject } from '../json';
import type { WeiboCore } from './core';
import { storePost } from './share';

function text(parameters: JsonObject, name: string): string {
  const value = parameters[name];
  if (typeof value !== 'string') {
    throw new Error(`give ${name}`);
  }
  return value;
}

function remove(core: WeiboCore, id: string): void {
  const post = core.state.posts.find((candidate) => candidate.idstr === id);
  if (post === undefined) {
    throw new Error(`no post ${id}`);
  }
  post.deleted = true;
}

function revoke(core: WeiboCore, uid: string): number {
  const tokens = core.vault.tokens.filter((token) => token.uid === uid && !token.revoked);
  for (const token of tokens) {
    token.revoked = true;
  }
  return tokens.length;
}

/**
 * What users and the platform can do apart from API calls: `remove {id}` takes a post down,
 * `revoke {uid}` ends a user's tokens, `postByHand {uid, text}` posts in the web page.
 */
export function runAction(core: WeiboCore, name: string, parameters: JsonObject): unknown {
  try {
    switch (name) {
      case 'remove':
        return remove(core, text(parameters, 'id'));
      case 'revoke':
        return revoke(core, text(parameters, 'uid'));
      case 'postByHand': {
        const uid = text(parameters, 'uid');
        const post = { uid, appKey: '', text: text(parameters, 'text'), picId: null, rip: '' };
        return storePost(core, post, core.now()).idstr;
      }
      default:
        throw new Error(`unknown action: ${name}`);
    }
  } finally {
    core.save();
  }
}
