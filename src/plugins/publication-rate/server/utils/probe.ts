import { lookup as resolve, type LookupAddress } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';

import { isPublicAddress } from '../../../../shared/private-addresses';

/** What asking for a page brought. */
export type ProbeResult =
  | { readonly kind: 'ok'; readonly status: number }
  /** It answered, but not with the page. */
  | { readonly kind: 'http'; readonly status: number; readonly problem: string }
  /** No answer; `isHostDown`: not even a connection, so that its other pages need not be asked. */
  | { readonly kind: 'network'; readonly problem: string; readonly isHostDown: boolean }
  /** Never to be asked: not an address of the public web. */
  | { readonly kind: 'refused'; readonly problem: string };

export interface ProbeOptions {
  /** `name` or `name:port` of hosts whose addresses may be private. */
  readonly allowedHosts: readonly string[];
  /** Milliseconds for all requests together. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

const MAX_REDIRECTS = 5;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/** An address that the check won't ask. */
class RefusedError extends Error {}

/** Failures that no other method would mend. */
const UNREACHABLE: readonly string[] = ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ETIMEDOUT'];

const INTERNAL = '指向内部网络的地址，公众打不开';

const NETWORK_PROBLEMS: Readonly<Record<string, string>> = {
  ENOTFOUND: '域名无法解析',
  EAI_AGAIN: '域名无法解析',
  ECONNREFUSED: '网站拒绝连接',
  ECONNRESET: '连接中断',
  ETIMEDOUT: '连接超时',
  CERT_HAS_EXPIRED: '网站证书已过期',
  ERR_TLS_CERT_ALTNAME_INVALID: '网站证书与域名不符',
  DEPTH_ZERO_SELF_SIGNED_CERT: '网站证书不受信任',
  SELF_SIGNED_CERT_IN_CHAIN: '网站证书不受信任',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: '网站证书不受信任',
};

/**
 * Name resolution that gives public addresses only. The connection is made to the very address that
 * was judged, so that a name can't change its address in between.
 */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    const [first] = addresses ?? [];
    if (error || !first) return callback(error ?? new Error('no address'), '', 0);
    if (addresses.some(({ address }) => !isPublicAddress(address))) {
      return callback(new RefusedError(INTERNAL), '', 0);
    }
    return options.all
      ? (callback as (error: null, addresses: LookupAddress[]) => void)(null, addresses)
      : callback(null, first.address, first.family);
  });
};

/** The address to ask, or why not. */
const judge = (
  address: string,
  allowedHosts: readonly string[],
): { url: URL; isAllowed: boolean } => {
  if (!URL.canParse(address)) throw new RefusedError('不是有效的网址');
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new RefusedError('网址应以 http:// 或 https:// 开头');
  }
  if (url.username || url.password) throw new RefusedError('网址中不能带用户名和密码');
  const isAllowed = allowedHosts.includes(url.host) || allowedHosts.includes(url.hostname);
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (!isAllowed && isIP(literal) !== 0 && !isPublicAddress(literal)) {
    throw new RefusedError(INTERNAL);
  }
  return { url, isAllowed };
};

interface Attempt {
  readonly signal: AbortSignal;
  /** Called when any of the hosts asked took a connection. */
  readonly onConnect: () => void;
}

interface Answer {
  readonly status: number;
  readonly location: string | undefined;
}

/** Status line and headers; the body isn't read. */
const ask = (
  { url, isAllowed }: { url: URL; isAllowed: boolean },
  method: 'HEAD' | 'GET',
  { signal, onConnect }: Attempt,
): Promise<Answer> =>
  new Promise((fulfil, reject) => {
    const request = (url.protocol === 'https:' ? https : http).request(
      url,
      {
        method,
        signal,
        agent: false,
        headers: { accept: '*/*', 'user-agent': 'gongkai-link-check' },
        ...(isAllowed ? {} : { lookup: publicLookup }),
      },
      (response) => {
        fulfil({ status: response.statusCode ?? 0, location: response.headers.location });
        response.destroy();
      },
    );
    request.once('socket', (socket) => socket.once('connect', onConnect));
    request.on('error', reject);
    request.end();
  });

/** Asks with HEAD, and with GET where HEAD isn't taken well; follows redirects. */
const follow = async (
  address: string,
  { allowedHosts }: ProbeOptions,
  attempt: Attempt,
): Promise<ProbeResult> => {
  let current = address;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const target = judge(current, allowedHosts);
    let answer = await ask(target, 'HEAD', attempt).catch((error: Error) => {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (error instanceof RefusedError || attempt.signal.aborted || UNREACHABLE.includes(code))
        throw error;
      return null;
    });
    if (!answer || answer.status >= 400) answer = await ask(target, 'GET', attempt);
    const { status, location } = answer;
    if (!REDIRECTS.includes(status) || location === undefined) {
      return status >= 200 && status < 300
        ? { kind: 'ok', status }
        : { kind: 'http', status, problem: `网站返回错误 ${status}` };
    }
    if (!URL.canParse(location, current)) {
      return { kind: 'http', status, problem: '跳转到无效的网址' };
    }
    current = new URL(location, current).href;
  }
  return { kind: 'http', status: 310, problem: `跳转超过 ${MAX_REDIRECTS} 次` };
};

/**
 * Tries whether a page is there, without reading it. Asks nothing but http and https, and no
 * address of a private network unless its host is allowed; redirects are judged the same way.
 * Never rejects.
 */
export const probe = async (address: string, options: ProbeOptions): Promise<ProbeResult> => {
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal ? AbortSignal.any([timeout, options.signal]) : timeout;
  let isConnected = false;
  const onConnect = (): void => {
    isConnected = true;
  };
  try {
    return await follow(address, options, { signal, onConnect });
  } catch (error) {
    if (error instanceof RefusedError) return { kind: 'refused', problem: error.message };
    if (timeout.aborted) return { kind: 'network', problem: '连接超时', isHostDown: !isConnected };
    const { code = '' } = error as NodeJS.ErrnoException;
    return {
      kind: 'network',
      problem: NETWORK_PROBLEMS[code] ?? '连接失败',
      isHostDown: !isConnected,
    };
  }
};
