import type { Json } from '../json';
import { sniffMediaType } from '../media-type';
import { randomHex, randomText } from '../random';
import { required, type UploadedFile, type WeiboCall, type WeiboCore } from './core';
import { WeiboError } from './errors';
import { countPost } from './limits';
import type { WeiboPost } from './state';
import { statusJson } from './status';
import {
  hasTopic,
  isPublicIp,
  isSafe,
  isShortened,
  replaceUrls,
  urlsIn,
  weightedLength,
} from './text';

function checkText(call: WeiboCall, text: string): void {
  const { options } = call.core;
  if (text.trim() === '') {
    throw new WeiboError(20008, 'content is null!');
  }
  if (weightedLength(text) > options.limits.length) {
    throw new WeiboError(20012, 'Text too long, please input text less than 140 characters!');
  }
  if (call.app.safeDomains.length === 0) {
    throw new WeiboError(10017, 'appkey not bind domain!');
  }
  if (!urlsIn(text).some((url) => isSafe(url, call.app.safeDomains))) {
    throw new WeiboError(10017, 'text not find domain!');
  }
  if (hasTopic(text)) {
    throw new WeiboError(options.topicCode, 'content is illegal!');
  }
  for (const [word, code] of Object.entries(options.bannedWords)) {
    if (text.includes(word)) {
      throw new WeiboError(code, 'content is illegal!');
    }
  }
}

function checkRip(call: WeiboCall): string {
  const rip = required(call.parameters, 'rip');
  if (call.core.options.requirePublicRip && !isPublicIp(rip)) {
    throw new WeiboError(10008, 'param error, see doc for more info: rip');
  }
  return rip;
}

/** The one picture of a multipart call, or undefined. Throws 20007, 20006 or 20005. */
function checkedPic(call: WeiboCall): UploadedFile | undefined {
  const { parameters, core } = call;
  if (!parameters.multipart) {
    if (parameters.get('pic') !== undefined) {
      throw new WeiboError(20007, 'does multipart has image?');
    }
    return undefined;
  }
  const [pic, ...more] = parameters.files.filter((file) => file.field === 'pic');
  if (pic === undefined || pic.filename === '' || pic.data.length === 0) {
    throw new WeiboError(20007, 'does multipart has image?');
  }
  if (more.length > 0) {
    throw new WeiboError(10008, 'param error, see doc for more info: one pic only');
  }
  if (pic.data.length >= core.options.limits.picBytes) {
    throw new WeiboError(20006, 'image size too large.');
  }
  const type = sniffMediaType(pic.data);
  if (type !== 'jpg' && type !== 'png' && type !== 'gif') {
    throw new WeiboError(20005, 'unsupported image type, only suport JPG, GIF, PNG!');
  }
  return pic;
}

function refuseRepeat(core: WeiboCore, uid: string, text: string): void {
  const latest = core.state.posts
    .filter((post) => post.uid === uid && !post.deleted)
    .slice(-core.options.duplicateWindow);
  if (core.options.duplicateWindow > 0 && latest.some((post) => post.text === text)) {
    throw new WeiboError(20019, 'repeat content!');
  }
}

/** An id after all earlier ones, not a multiple of what doubles can hold at this size. */
function nextId(core: WeiboCore): string {
  const step = core.state.sequence;
  core.state.sequence += 1;
  return (BigInt(core.options.firstId) + BigInt(step) * 7_919n).toString();
}

/** Adds a post with its links shortened. */
export function storePost(
  core: WeiboCore,
  post: Pick<WeiboPost, 'uid' | 'appKey' | 'text' | 'picId' | 'rip'>,
  visibleAt: number,
): WeiboPost {
  const links: Record<string, string> = {};
  const shown = replaceUrls(post.text, (url) => {
    if (!isShortened(url)) {
      return url;
    }
    const short = `http://t.cn/A6${randomText(6).replace(/[-_]/g, 'z')}`;
    links[short] = url;
    return short;
  });
  const stored: WeiboPost = {
    ...post,
    idstr: nextId(core),
    shown,
    links,
    createdAt: core.now(),
    visibleAt,
    deleted: false,
  };
  core.state.posts.push(stored);
  return stored;
}

/** `POST statuses/share`. */
export function share(call: WeiboCall): Json {
  const { core, app, token } = call;
  const text = required(call.parameters, 'status');
  const rip = checkRip(call);
  checkText(call, text);
  const pic = checkedPic(call);
  refuseRepeat(core, token.uid, text);
  countPost(core, token.uid);
  const picId = pic === undefined ? null : randomHex(32);
  if (pic !== undefined && picId !== null) {
    core.store.writeBlob(picId, pic.data);
  }
  const delayed = core.options.delayNextPosts > 0;
  const visibleAt = core.now() + (delayed ? core.options.syncDelayMs : 0);
  const draft = { uid: token.uid, appKey: app.appKey, text, picId, rip };
  const post = storePost(core, draft, visibleAt);
  if (delayed) {
    core.options = { ...core.options, delayNextPosts: core.options.delayNextPosts - 1 };
    throw new WeiboError(20032, 'Update success, while server slow now, please wait 1-2 minutes');
  }
  return statusJson(core, post);
}
