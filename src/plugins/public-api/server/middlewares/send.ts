import type { IncomingMessage, ServerResponse } from 'node:http';

import { chooseEncoding, encode, type Answer, type Variant } from '../domain/answer';
import { matchesTag } from '../domain/etag';

const write = (req: IncomingMessage, res: ServerResponse, answer: Answer, variant: Variant) => {
  const { origin, 'if-none-match': ifNoneMatch } = req.headers;
  const isUnchanged =
    ifNoneMatch !== undefined && answer.status === 200 && matchesTag(ifNoneMatch, answer.tags);
  const head = [
    ...(isUnchanged ? variant.headUnchanged : variant.head),
    'Access-Control-Allow-Origin',
    origin ?? '*',
  ];
  if (isUnchanged) {
    res.writeHead(304, head);
    res.end();
    return;
  }
  res.writeHead(answer.status, head);
  if (req.method === 'HEAD') res.end();
  else if (typeof variant.body === 'string') res.end(variant.body, 'latin1');
  else res.end(variant.body);
};

/** Sends a finished answer as the request wants it: compressed, or only that it hasn't changed. */
export const sendAnswer = (
  req: IncomingMessage,
  res: ServerResponse,
  answer: Answer,
  onEncoded: (variant: Variant) => void,
): void => {
  const accepted = req.headers['accept-encoding'];
  const wanted = accepted !== undefined && answer.isCompressible ? chooseEncoding(accepted) : null;
  const ready = wanted ? answer.encoded.get(wanted) : answer.plain;
  if (ready) return write(req, res, answer, ready);
  if (!wanted) return;
  void encode(answer, wanted).then(
    (variant) => {
      onEncoded(variant);
      write(req, res, answer, variant);
    },
    () => write(req, res, answer, answer.plain),
  );
};
