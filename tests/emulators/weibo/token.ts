import type { EmulatorRequest } from '../http';
import { randomText } from '../random';
import { findApp, type Parameters, type WeiboCore } from './core';
import { WeiboError } from './errors';
import type { WeiboApp, WeiboTokenInput } from './options';
import type { WeiboToken } from './state';

/** How long a token of this app and user lasts, in seconds. */
export function lifetimeSeconds(core: WeiboCore, app: WeiboApp, uid: string): number {
  if (app.ownerUid === uid) {
    return core.options.ownerTokenSeconds;
  }
  return app.audited ? core.options.auditedTokenSeconds : core.options.unauditedTokenSeconds;
}

/** Issues a token; while the user's earlier one is valid, that one is extended instead. */
export function issueToken(core: WeiboCore, app: WeiboApp, uid: string): WeiboToken {
  const now = core.now();
  const expiresAt = now + lifetimeSeconds(core, app, uid) * 1000;
  const valid = core.vault.tokens.find(
    (token) =>
      token.appKey === app.appKey && token.uid === uid && !token.revoked && token.expiresAt > now,
  );
  core.state.tokensIssued += 1;
  if (valid !== undefined) {
    valid.expiresAt = expiresAt;
    return valid;
  }
  const value = `2.00${randomText(28).replace(/[-_]/g, 'x')}`;
  const token = { value, appKey: app.appKey, uid, createdAt: now, expiresAt, revoked: false };
  core.vault.tokens.push(token);
  return token;
}

/** Makes the tokens given in the options exist; those that already do are left alone. */
export function ensureTokens(core: WeiboCore, inputs: readonly WeiboTokenInput[]): void {
  const now = core.now();
  for (const input of inputs) {
    const app = findApp(core, input.appKey);
    const known = core.vault.tokens.some((token) => token.value === input.accessToken);
    if (app !== undefined && !known) {
      const seconds = input.expiresInSeconds ?? lifetimeSeconds(core, app, input.uid);
      core.vault.tokens.push({
        value: input.accessToken,
        appKey: input.appKey,
        uid: input.uid,
        createdAt: now,
        expiresAt: now + seconds * 1000,
        revoked: false,
      });
    }
  }
}

/** The token's text: from the header `Authorization: OAuth2 …`, the body or the query. */
export function tokenText(request: EmulatorRequest, parameters: Parameters): string | undefined {
  const header = /^OAuth2 (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  return header ?? parameters.get('access_token');
}

/** The valid token of a call. Throws 10006, 21332, 21316 (revoked), 21327 or 21321. */
export function requireToken(core: WeiboCore, value: string | undefined): WeiboToken {
  if (value === undefined || value === '') {
    throw new WeiboError(10006, 'source paramter(appkey) is missing');
  }
  const token = core.vault.tokens.find((candidate) => candidate.value === value);
  const app = findApp(core, token?.appKey);
  if (token === undefined || app === undefined) {
    throw new WeiboError(21332, 'invalid_access_token');
  }
  if (token.revoked) {
    throw new WeiboError(core.options.revokedCode, 'token rejected');
  }
  if (core.now() >= token.expiresAt) {
    throw new WeiboError(21327, 'expired_token');
  }
  requireAllowedUser(app, token.uid);
  return token;
}

/** An app that isn't audited serves only its owner and test users: 21321. */
export function requireAllowedUser(app: WeiboApp, uid: string): void {
  if (!app.audited && app.ownerUid !== uid && !app.testUids.includes(uid)) {
    throw new WeiboError(21321, 'applications over the unaudited use restrictions!');
  }
}
