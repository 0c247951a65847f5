import { Link } from '@strapi/design-system';

import type { DeliverySummary } from '../../../shared/contracts/deliveries';
import { useText } from '../text';

const isWebAddress = (url: string): boolean => /^https?:\/\//.test(url);

/** The post on its platform. */
export const RemoteLink = ({ delivery }: { readonly delivery: DeliverySummary }) => {
  const text = useText();
  const { url, title, channelName } = delivery;
  if (!url || !isWebAddress(url)) return null;
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
