/** Names of values that are never kept or logged. */
const SECRET_NAME =
  /^(access_?token|refresh_?token|app_?secret|client_secret|secret|authorization|encoding_?aes_?key|callback_?token|password|code)$/i;

const SECRET_IN_TEXT =
  /("?(?:access_token|refresh_token|appsecret|app_secret|client_secret|secret)"?\s*[:=]\s*"?)[^"&\s,}]+/gi;

/** Longest text that is kept of a request or an answer, in characters. */
const MAX_TEXT = 4_000;

/** A text without the secrets that it names, cut to a length, and of characters, fit to keep. */
export const redactText = (text: string): string => {
  const clean = text.replace(SECRET_IN_TEXT, '$1***').replaceAll('\0', '\uFFFD');
  return clean.length > MAX_TEXT
    ? `${clean.slice(0, MAX_TEXT)}…（共 ${clean.length} 字符）`
    : clean;
};

/** A copy of a value without secrets. */
export const redact = (value: unknown): unknown => {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return value.map(redact);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      SECRET_NAME.test(name) ? '***' : redact(inner),
    ]),
  );
};
