import { Link } from '@strapi/design-system';

import type { DeliverySummary } from '../../../shared/contracts/deliveries';
import { useText } from '../text';

const isWebAddress = (url: string): boolean => /^https?:\/\//.test(url);

/** The post on its platform. */
export const RemoteLink = ({ delivery }: { readonly delivery: DeliverySummary }) => {
  const text = useText();
  const { url, state, title, channelName } = delivery;
  // Where nothing is any more, there is nothing to open.
  if (!url || !isWebAddress(url) || state === 'withdrawn' || state === 'gone') return null;
  return (
    <Link
      href={url}
      isExternal
      aria-label={text('link.openNamed', { title, channel: channelName })}
    >
      {text('link.open')}
    </Link>
  );
};
