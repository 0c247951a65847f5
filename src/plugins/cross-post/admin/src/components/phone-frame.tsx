import { Box, Flex, Typography } from '@strapi/design-system';
import type { ComponentType, CSSProperties, ReactNode } from 'react';

import type { Variant } from '../../../shared/contracts/flow';
import { useText } from '../text';

const INK = '#1a1a1a';
const FAINT = '#8c8c8c';
const LINK = '#3d6fb6';

const SCREEN: CSSProperties = {
  width: 375,
  maxWidth: '100%',
  border: '1px solid #c9c9d3',
  borderRadius: 28,
  padding: '28px 10px 22px',
  background: '#2b2b33',
  boxSizing: 'border-box',
};
const PAGE: CSSProperties = {
  background: '#ffffff',
  color: INK,
  borderRadius: 14,
  minHeight: 320,
  maxHeight: 640,
  overflowY: 'auto',
  fontSize: 16,
  lineHeight: 1.6,
  overflowWrap: 'anywhere',
};

const Phone = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <figure style={{ margin: 0, maxWidth: '100%' }}>
    <div style={SCREEN} role="group" aria-label={label}>
      <div style={PAGE} tabIndex={0}>
        {children}
      </div>
    </div>
  </figure>
);

const WeiboScreen = ({ variant, account }: ScreenProps) => {
  const text = useText();
  return (
    <div style={{ padding: 14 }}>
      <Flex gap={3} paddingBottom={3}>
        <div
          aria-hidden
          style={{
            width: 40,
            height: 40,
            borderRadius: 20,
            background: '#e6162d',
            color: '#ffffff',
            display: 'grid',
            placeItems: 'center',
            flex: 'none',
          }}
        >
          {account.slice(0, 1)}
        </div>
        <div>
          <div style={{ fontSize: 15, fontWeight: 600 }}>{account}</div>
          <div style={{ fontSize: 12, color: FAINT }}>{text('phone.now')}</div>
        </div>
      </Flex>
      <div>
        {variant.fields.text}{' '}
        <span style={{ color: LINK }} title={variant.canonicalUrl}>
          {text('phone.webLink')}
        </span>
      </div>
      {variant.imageUrl && (
        <img
          src={variant.imageUrl}
          alt={text('phone.picture')}
          style={{ display: 'block', maxWidth: '70%', borderRadius: 6, marginTop: 10 }}
        />
      )}
      <Flex justifyContent="space-around" paddingTop={4}>
        {(['phone.repost', 'phone.comment', 'phone.like'] as const).map((key) => (
          <span key={key} style={{ fontSize: 12, color: FAINT }}>
            {text(key)}
          </span>
        ))}
      </Flex>
    </div>
  );
};

const WechatScreen = ({ variant, account, body }: ScreenProps) => {
  const text = useText();
  const { title, author, digest, html } = variant.fields;
  return (
    <>
      <div style={{ padding: 14, background: '#ededed' }}>
        <div style={{ background: '#ffffff', borderRadius: 8, overflow: 'hidden' }}>
          <div
            style={{
              aspectRatio: '2.35 / 1',
              background: variant.imageUrl
                ? `center / cover no-repeat url("${encodeURI(variant.imageUrl)}")`
                : 'linear-gradient(135deg, #c8161d, #8f0f14)',
            }}
            role="img"
            aria-label={text('phone.cover')}
          />
          <div style={{ padding: 12 }}>
            <div style={{ fontSize: 16 }}>{title}</div>
            <div style={{ fontSize: 13, color: FAINT }}>{digest}</div>
          </div>
        </div>
      </div>
      <div style={{ padding: '18px 16px 24px' }}>
        <div style={{ fontSize: 21, fontWeight: 600, lineHeight: 1.4 }}>{title}</div>
        <div style={{ fontSize: 14, color: FAINT, margin: '10px 0 18px' }}>
          {author} <span style={{ color: LINK }}>{account}</span>
        </div>
        {body ?? (
          // Cleaned by the server: no scripts, no events, styles of its own only.
          <div dangerouslySetInnerHTML={{ __html: html ?? '' }} />
        )}
        <div style={{ fontSize: 14, color: LINK, paddingTop: 12 }}>{text('phone.readOn')}</div>
      </div>
    </>
  );
};

interface ScreenProps {
  readonly variant: Variant;
  readonly account: string;
  /** In place of the article's text: where it is edited. */
  readonly body?: ReactNode;
}

const SCREENS: Readonly<Record<Variant['kind'], ComponentType<ScreenProps>>> = {
  weibo: WeiboScreen,
  wechat: WechatScreen,
};

/** A post as its readers will see it on their phones. */
export const PhoneFrame = (props: ScreenProps) => {
  const text = useText();
  const { kind } = props.variant;
  const Screen = SCREENS[kind];
  return (
    <Phone label={text('phone.label', { channel: text(`kind.${kind}`) })}>
      <Screen {...props} />
    </Phone>
  );
};

/** How full the fields are, and what is wrong or doubtful. */
export const VariantIssues = ({ variant }: { readonly variant: Variant }) => {
  const text = useText();
  const { counts, issues } = variant.check;
  return (
    <Box>
      <Flex gap={4} wrap="wrap" aria-live="polite">
        {counts.map(({ field, used, limit }) => (
          <Typography
            key={field}
            variant="pi"
            fontWeight={used > limit ? 'bold' : 'regular'}
            textColor={used > limit ? 'danger700' : 'neutral700'}
          >
            {text('count.field', { field: text(`field.${field as 'text'}`), used, limit })}
          </Typography>
        ))}
      </Flex>
      {issues.map(({ level, field, message }) => (
        <Box
          key={`${field} ${message}`}
          marginTop={2}
          padding={2}
          hasRadius
          background={level === 'error' ? 'danger100' : 'warning100'}
        >
          <Typography variant="pi" textColor={level === 'error' ? 'danger700' : 'warning700'}>
            {`${text(level === 'error' ? 'issue.error' : 'issue.warning')}${message}`}
          </Typography>
        </Box>
      ))}
    </Box>
  );
};
