import { weiboDate } from '../clock';
import type { Json } from '../json';
import { bidToMid, midToBid } from './base62';
import { findApp, required, type WeiboCall, type WeiboCore } from './core';
import { WeiboError } from './errors';
import type { WeiboPost } from './state';

/** Where a post's page is. */
export function permalink(core: WeiboCore, post: WeiboPost): string {
  return `${core.options.webBaseUrl ?? core.url}/${post.uid}/${midToBid(post.idstr)}`;
}

/** A post as the API shows it: `id` as a number too big for a double, `idstr` as text. */
export function statusJson(core: WeiboCore, post: WeiboPost): { [key: string]: Json } {
  const app = findApp(core, post.appKey);
  const source = app?.audited === true ? app.name : '未通过审核应用';
  const user = core.options.users.find((candidate) => candidate.uid === post.uid);
  const name = user?.screenName ?? `用户${post.uid}`;
  const picture = (size: string): string => `${core.url}/${size}/${post.picId}.jpg`;
  return {
    created_at: weiboDate(post.createdAt),
    id: BigInt(post.idstr),
    idstr: post.idstr,
    mid: post.idstr,
    text: post.shown,
    source: `<a href="http://weibo.com" rel="nofollow">${source}</a>`,
    favorited: false,
    truncated: false,
    in_reply_to_status_id: '',
    in_reply_to_user_id: '',
    in_reply_to_screen_name: '',
    pic_urls: post.picId === null ? [] : [{ thumbnail_pic: picture('thumbnail') }],
    ...(post.picId === null
      ? {}
      : {
          thumbnail_pic: picture('thumbnail'),
          bmiddle_pic: picture('bmiddle'),
          original_pic: picture('large'),
        }),
    geo: null,
    user: { id: BigInt(post.uid), idstr: post.uid, screen_name: name, name, verified: true },
    reposts_count: 0,
    comments_count: 0,
    attitudes_count: 0,
    mlevel: 0,
    visible: { type: 0, list_id: 0 },
  };
}

/** Whether reads find a post now. */
export function isVisible(core: WeiboCore, post: WeiboPost): boolean {
  return !post.deleted && post.visibleAt <= core.now();
}

function idParameter(call: WeiboCall): string {
  const id = required(call.parameters, 'id');
  if (!/^\d+$/.test(id)) {
    throw new WeiboError(10008, 'param error, see doc for more info: id');
  }
  return id;
}

/** The caller's own visible post: 20101 when there is none, 20112 when it is another's. */
function ownPost(call: WeiboCall): WeiboPost {
  const id = idParameter(call);
  const post = call.core.state.posts.find((candidate) => candidate.idstr === id);
  if (post === undefined || !isVisible(call.core, post)) {
    throw new WeiboError(20101, 'target weibo does not exist!');
  }
  if (post.uid !== call.token.uid) {
    throw new WeiboError(20112, 'Permission Denied!');
  }
  return post;
}

function integer(call: WeiboCall, name: string, fallback: number, max: number): number {
  const value = call.parameters.get(name);
  if (value === undefined) {
    return fallback;
  }
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) {
    throw new WeiboError(10008, `param error, see doc for more info: ${name}`);
  }
  return Math.min(number, max);
}

function idBound(call: WeiboCall, name: string): bigint {
  const value = call.parameters.get(name) ?? '0';
  if (!/^\d+$/.test(value)) {
    throw new WeiboError(10008, `param error, see doc for more info: ${name}`);
  }
  return BigInt(value);
}

/** `GET statuses/user_timeline`: the authorised user's own posts, latest first; else 21335. */
export function userTimeline(call: WeiboCall): Json {
  const { core, token, parameters } = call;
  const uid = parameters.get('uid');
  if (uid !== undefined && uid !== token.uid) {
    throw new WeiboError(21335, "request uid's value must be the current user");
  }
  const count = integer(call, 'count', 20, 100);
  const page = integer(call, 'page', 1, 1000);
  const sinceId = idBound(call, 'since_id');
  const maxId = idBound(call, 'max_id');
  const visible = core.state.posts
    .filter((post) => post.uid === token.uid && isVisible(core, post))
    .filter((post) => BigInt(post.idstr) > sinceId)
    .filter((post) => maxId === 0n || BigInt(post.idstr) <= maxId)
    .reverse();
  return {
    statuses: visible.slice((page - 1) * count, page * count).map((post) => statusJson(core, post)),
    marks: [],
    hasvisible: false,
    previous_cursor: 0,
    next_cursor: 0,
    total_number: visible.length,
  };
}

/** `GET statuses/show`. */
export function show(call: WeiboCall): Json {
  return statusJson(call.core, ownPost(call));
}

/** `GET statuses/querymid?id&type=1`: the bid of an id. */
export function queryMid(call: WeiboCall): Json {
  return { mid: midToBid(idParameter(call)) };
}

/** `GET statuses/queryid?mid&type=1&isBase62=1`: the id of a bid. */
export function queryId(call: WeiboCall): Json {
  const mid = required(call.parameters, 'mid');
  const id = call.parameters.get('isBase62') === '1' ? bidToMid(mid) : mid;
  if (id === undefined || !/^\d+$/.test(id)) {
    throw new WeiboError(10008, 'param error, see doc for more info: mid');
  }
  return { id };
}

/** `POST statuses/destroy`: closed to ordinary apps (10014). */
export function destroy(call: WeiboCall): Json {
  if (!call.app.capabilities.destroy) {
    throw new WeiboError(10014, 'Insufficient app permissions!');
  }
  const post = ownPost(call);
  post.deleted = true;
  return statusJson(call.core, post);
}

/** Target of `GET statuses/go?uid&id`. */
export function goTarget(call: WeiboCall): string {
  return permalink(call.core, ownPost(call));
}
